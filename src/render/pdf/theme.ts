import { invariant } from "../../kernel/result.ts";

export const WEIGHTS = ["regular", "medium", "semibold"] as const;
export type Weight = (typeof WEIGHTS)[number];

const COLOURS = ["ink", "soft", "line", "paper", "tint", "accent"] as const;
export type Colour = (typeof COLOURS)[number];

const ROLES = [
  "brand",
  "sender",
  "title",
  "number",
  "mark",
  "label",
  "value",
  "figure",
  "code",
  "heading",
  "name",
  "body",
  "section",
  "part",
  "period",
  "note",
  "unit",
  "subtotal",
  "totalLabel",
  "totalFigure",
  "small",
  "quiet",
  "link",
  "noteLink",
  "caption",
  "foot",
] as const;

/** What a text is for decides its size; docs/layout.md says where each is used. */
export type Role = (typeof ROLES)[number];

/** Points; `leading` is from baseline to baseline. */
export type TextStyle = {
  readonly size: number;
  readonly leading: number;
  readonly spacing: number;
  readonly weight: Weight;
  readonly colour: Colour;
};

const PAPER = ["width", "height"] as const;
const MARGIN = ["top", "bottom", "runningHead", "footer"] as const;
const GRID = ["width", "gutter", "line1", "line2", "line3", "line4"] as const;
const SPACE = [
  "letterhead",
  "summary",
  "details",
  "totals",
  "closing",
  "notes",
  "row",
  "fact",
  "section",
  "part",
  "headBottom",
  "sum",
  "band",
  "bleed",
  "columnGap",
] as const;
const RULE = ["hair", "head", "strong"] as const;
const COLUMNS = ["amount", "rate", "quantity", "quantityMost", "mark", "periodLeast", "descriptionLeast"] as const;
const QR = ["side"] as const;

type Numbers<Key extends string> = Readonly<Record<Key, number>>;

/** Colours and the "pdf" part of templates/theme.json: every measure of the page, in points. */
export type Theme = {
  readonly colours: Readonly<Record<Colour, string>>;
  readonly paper: { readonly A4: Numbers<(typeof PAPER)[number]>; readonly Letter: Numbers<(typeof PAPER)[number]> };
  readonly margin: Numbers<(typeof MARGIN)[number]>;
  readonly grid: Numbers<(typeof GRID)[number]>;
  readonly text: Readonly<Record<Role, TextStyle>>;
  readonly space: Numbers<(typeof SPACE)[number]>;
  readonly rule: Numbers<(typeof RULE)[number]>;
  readonly columns: Numbers<(typeof COLUMNS)[number]>;
  readonly qr: Numbers<(typeof QR)[number]>;
};

/** The theme as types; a missing or mistyped measure is a defect of the file and stops at once. */
export const readTheme = (json: string): Theme => {
  const file: unknown = JSON.parse(json);
  const pdf = member(file, "pdf");
  const paper = member(pdf, "paper");
  return {
    colours: table(COLOURS, (key) => text(member(file, "colours"), key)),
    paper: { A4: numbers(member(paper, "A4"), PAPER), Letter: numbers(member(paper, "Letter"), PAPER) },
    margin: numbers(member(pdf, "margin"), MARGIN),
    grid: numbers(member(pdf, "grid"), GRID),
    text: table(ROLES, (role) => textStyle(member(member(pdf, "text"), role))),
    space: numbers(member(pdf, "space"), SPACE),
    rule: numbers(member(pdf, "rule"), RULE),
    columns: numbers(member(pdf, "columns"), COLUMNS),
    qr: numbers(member(pdf, "qr"), QR),
  };
};

const textStyle = (style: unknown): TextStyle => ({
  ...numbers(style, ["size", "leading"]),
  spacing: hasMember(style, "spacing") ? number(style, "spacing") : 0,
  weight: choice(style, "weight", WEIGHTS),
  colour: choice(style, "colour", COLOURS),
});

const numbers = <Key extends string>(value: unknown, keys: readonly Key[]): Numbers<Key> =>
  table(keys, (key) => number(value, key));

const number = (value: unknown, key: string): number => {
  const found = member(value, key);
  invariant(typeof found === "number", `theme.json: "${key}" is a number`);
  return found;
};

const text = (value: unknown, key: string): string => {
  const found = member(value, key);
  invariant(typeof found === "string", `theme.json: "${key}" is a text`);
  return found;
};

const choice = <Choice extends string>(value: unknown, key: string, choices: readonly Choice[]): Choice => {
  const found = choices.find((one) => one === member(value, key));
  invariant(found !== undefined, `theme.json: "${key}" is one of ${choices.join(", ")}`);
  return found;
};

const hasMember = (value: unknown, key: string): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);

const member = (value: unknown, key: string): unknown => {
  invariant(hasMember(value, key), `theme.json: "${key}" is there`);
  return value[key];
};

const isComplete = <Key extends string, T>(
  built: Partial<Record<Key, T>>,
  keys: readonly Key[],
): built is Record<Key, T> => keys.every((key) => Object.hasOwn(built, key));

const table = <Key extends string, T>(keys: readonly Key[], of: (key: Key) => T): Readonly<Record<Key, T>> => {
  const built: Partial<Record<Key, T>> = {};
  for (const key of keys) built[key] = of(key);
  invariant(isComplete(built, keys), "every key has its value");
  return built;
};
