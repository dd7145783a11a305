/** A small reader of our own HTML: enough to see what a browser would make of it. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#x60": "`",
  "#x3D": "=",
};

const decoded = (text: string): string =>
  text.replaceAll(/&([\w#]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const withoutStyles = (html: string): string => html.replaceAll(/<style>[^]*?<\/style>/g, "<style></style>");

/** Tags in their order, without attributes: the structure that no string of a view may change. */
export const tagsOf = (html: string): readonly string[] =>
  [...withoutStyles(html).matchAll(/<!?\/?[A-Za-z][\w-]*/g)].map(([tag]) => tag);

/** Names of all attributes. */
export const attributesOf = (html: string): ReadonlySet<string> =>
  new Set(
    [...withoutStyles(html).matchAll(/<[a-z][\w-]*((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(
      ([, attributes = ""]) => [...attributes.matchAll(/([\w:-]+)(?:="[^"]*")?/g)].map(([, name = ""]) => name),
    ),
  );

/** What is read: the words between the tags, escapes resolved. */
export const wordsOf = (html: string): string => decoded(withoutStyles(html).replaceAll(/<[^>]*>/g, ""));

/** Values of one attribute, escapes resolved. */
export const valuesOf = (html: string, attribute: string): readonly string[] =>
  [...withoutStyles(html).matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value = ""]) => decoded(value));

/** The text of each style element, as the browser hashes it. */
export const stylesOf = (html: string): readonly string[] =>
  [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, css = ""]) => css);
