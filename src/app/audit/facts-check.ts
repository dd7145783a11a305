import { moneyText, type Money } from "../../kernel/money.ts";
import { parseJson } from "../../pipeline.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Finding } from "./verdict.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Where the register says of a document other than the document itself, its number, dates, amounts or link: the database
 * was changed behind the register's back. `json` is the document for machines.
 */
export const contradictions = (registered: RegisteredDocument, json: Uint8Array): readonly Finding[] => {
  const parsed = parseJson(new TextDecoder().decode(json), { file: "document", numbers: "integers" });
  const document = parsed.ok ? parsed.value.value : undefined;
  if (!isFields(document)) return [damaged("the document for machines is no JSON object")];
  return sayings(registered)
    .map(({ name, path = [name], value }) => ({ name, value, printed: fieldOf(document, path) }))
    .filter(({ value, printed }) => value !== printed)
    .map(({ name, value, printed }) =>
      damaged(`${name} is ${shown(value)} in the register, ${shown(printed)} in the document`),
    );
};

/** What the register says of a field, and where it stands in the document where that is not at the top. */
type Saying = { readonly name: string; readonly path?: readonly string[]; readonly value: string | undefined };

const sayings = (registered: RegisteredDocument): readonly Saying[] => {
  const { id, kind, issueDate, accountId, entity } = registered;
  const isStatement = kind === "usage-statement";
  return [
    { name: "id", value: id },
    { name: "kind", value: kind },
    { name: "issueDate", value: issueDate },
    { name: "account", path: ["customer", "accountId"], value: accountId },
    { name: "entity", path: isStatement ? ["entity"] : ["seller", "entity"], value: entity },
    ...(isStatement ? [] : demands(registered)),
  ];
};

/** A usage statement has none of it (rule A9). A link is printed where there is a method to pay by it (rule B3). */
const demands = ({ number, dueDate, amounts, link, methods }: RegisteredDocument): readonly Saying[] => [
  { name: "number", value: number },
  { name: "dueDate", value: dueDate },
  { name: "currency", value: amounts?.total.currency },
  { name: "net", value: textOf(amounts?.net) },
  { name: "tax", value: textOf(amounts?.tax) },
  { name: "total", value: textOf(amounts?.total) },
  { name: "due", value: textOf(amounts?.due) },
  { name: "link", path: ["paying", "online", "link"], value: methods.length === 0 ? undefined : link?.url },
];

const textOf = (amount: Money | undefined): string | undefined => amount && moneyText(amount);

const fieldOf = (document: Fields, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isFields(value) ? value[name] : undefined), document);

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => (value === undefined ? "not given" : JSON.stringify(value));

const damaged = (message: string): Finding => ({ verdict: "damaged", what: "register", message });
