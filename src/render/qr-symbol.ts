/** Modules that stay light on every side of a QR symbol (ISO/IEC 18004); without them many readers find nothing. */
export const QUIET_ZONE = 4;

/**
 * A QR matrix as the rows of one SVG path, a module being one unit: adjoining modules are one rectangle, so that no
 * seam shows between them at any size.
 */
export const qrSymbol = (
  modules: readonly string[],
): { readonly viewBox: string; readonly origin: number; readonly size: number; readonly rows: readonly string[] } => {
  const size = modules.length + 2 * QUIET_ZONE;
  return {
    viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${size} ${size}`,
    origin: -QUIET_ZONE,
    size,
    rows: modules.map(rowPath).filter((path) => path !== ""),
  };
};

const rowPath = (row: string, y: number): string =>
  [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`).join("");
