/** The steps of a JSON pointer: names of fields and numbers of list items. */
export type Path = readonly PropertyKey[];

/** "/lines/3/rate" of ["lines", 3, "rate"] (RFC 6901); the whole record is "". */
export const pointerOf = (path: Path): string =>
  path.reduce<string>(
    (pointer, step) => `${pointer}/${typeof step === "number" ? step : escapeStep(String(step))}`,
    "",
  );

/** ["lines", "3", "rate"] of "/lines/3/rate". */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The pointer of the object or list that holds it; "" has none. */
export const parentOf = (pointer: string): string | undefined =>
  pointer === "" ? undefined : pointer.slice(0, pointer.lastIndexOf("/"));

/** What stands at the path, or undefined where there is nothing. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => fieldOf(inner, step), value);

/** Own fields only: nothing is ever read from a prototype. */
const fieldOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;

const escapeStep = (step: string): string =>
  /[~/]/.test(step) ? step.replaceAll("~", "~0").replaceAll("/", "~1") : step;
