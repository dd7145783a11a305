/** What a form of Stripe's says: texts, lists by index and objects by name. */
export type Form = string | readonly Form[] | { readonly [name: string]: Form };

type Tree = Map<string, Tree | string>;

/** "line_items[0][price_data][currency]=usd" and so on, as Stripe reads it. */
export const parseForm = (body: string): Form => {
  const tree: Tree = new Map();
  for (const [path, value] of new URLSearchParams(body)) {
    const [last = "", ...above] = namesOf(path).toReversed();
    let place = tree;
    for (const name of above.toReversed()) place = branchAt(place, name);
    place.set(last, value);
  }
  return formOf(tree);
};

const namesOf = (path: string): readonly string[] => path.split("[").map((name) => name.replace(/\]$/, ""));

const branchAt = (tree: Tree, name: string): Tree => {
  const known = tree.get(name);
  if (known instanceof Map) return known;
  const branch: Tree = new Map();
  tree.set(name, branch);
  return branch;
};

const formOf = (tree: Tree): Form => {
  const entries = [...tree].map(([name, value]) => [name, value instanceof Map ? formOf(value) : value] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};

/** The text at a path of names and indexes. */
export const at = (form: Form | undefined, ...path: readonly string[]): string | undefined => {
  const found = formAt(form, path);
  return typeof found === "string" ? found : undefined;
};

const formAt = (form: Form | undefined, [name, ...rest]: readonly string[]): Form | undefined => {
  if (name === undefined || form === undefined) return form;
  return typeof form === "string" ? undefined : formAt(Object.entries(form).find(([key]) => key === name)?.[1], rest);
};

export const textsAt = (form: Form, ...path: readonly string[]): readonly string[] =>
  Object.values(namesAt(form, ...path));

export const namesAt = (form: Form, ...path: readonly string[]): Readonly<Record<string, string>> => {
  const found = formAt(form, path);
  if (found === undefined || typeof found === "string") return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
};
