/** Bytes of the longest name; with an extension it stays below the 255 that file systems take. */
const LONGEST = 200;

/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * A document id as a file name without extension, the same on every system: letters, digits, "-", "_", "." and no
 * path. Different ids can get the same name ("a/b", "a:b"): the run refuses the second, see `clashKey`.
 */
export const safeName = (id: string): string => {
  const plain = id
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._-]/gu, "_")
    .replace(/^[.-]/, "_");
  const short = shorten(plain).replace(/\.+$/, "_");
  return DEVICE.test(short) || short === "" ? `_${short}` : short;
};

/** Equal for names that are one file on a system that ignores case (macOS, Windows). */
export const clashKey = (name: string): string => name.normalize("NFC").toUpperCase().toLowerCase();

/** Cut between characters, never inside one. */
const shorten = (name: string): string => {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = "";
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > LONGEST) return kept;
    kept += character;
  }
  return kept;
};
