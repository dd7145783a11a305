import type { Engine } from "../session.ts";
import { changed, fixedColumns, guardStatements, keepForEver, type Guard } from "./ddl.ts";

/** What must never happen to a document, its number and its files, whoever writes to the database. */
export const documentGuards = (engine: Engine): readonly string[] => [
  ...keepForEver(engine, "document", "other.id = new.id or other.number = new.number or other.ordinal = new.ordinal"),
  ...keepForEver(engine, "series", "other.key = new.key and other.next > 1"),
  ...keepForEver(engine, "audit", "other.serial = new.serial"),
  ...[...DOCUMENT_GUARDS, ...SERIES_GUARDS, ...FILE_GUARDS, ...TRAIL_GUARDS].flatMap((guard) =>
    guardStatements(engine, guard),
  ),
];

/** Written when the number is given, and never again (rule A20). */
const FIXED = [
  "ordinal",
  "id",
  "kind",
  "run",
  "place",
  "entity",
  "account_id",
  "customer_name",
  "country",
  "region",
  "locale",
  "issue_date",
  "due_date",
  "input_hash",
  "currency",
  "net",
  "tax",
  "total",
  "due",
  "card_paid",
  "methods",
  "replaces",
  "corrects",
  "number",
  "series",
  "serial",
  "numbered_at",
] as const;

/** Written until the document is issued. */
const OPEN_UNTIL_ISSUED = [
  "profile_hash",
  "toolset",
  "content_hash",
  "link_url",
  "link_mode",
  "link_reference",
] as const;

const LINK = ["link_url", "link_key", "link_mode", "link_token", "link_reference"] as const;

/** The serial with zeros before it, as the series has it. */
const NUMBER = `s.prefix || case
  when length(cast(new.serial as text)) >= s.digits then cast(new.serial as text)
  else substr('000000000000' || cast(new.serial as text), 13 + length(cast(new.serial as text)) - cast(s.digits as int)) end`;

const DOCUMENT_GUARDS: readonly Guard[] = [
  fixedColumns("document", FIXED),
  {
    name: "document_begins_numbered",
    table: "document",
    before: "insert",
    when: "new.state <> 'numbered' or new.content_hash is not null or new.issued_at is not null or new.payment not in ('none', 'open')",
    message: "a document begins with its number",
  },
  {
    name: "document_number_of_series",
    table: "document",
    before: "insert",
    when: `new.series is not null and not exists (select 1 from series as s
      where s.key = new.series and new.serial >= 1 and new.serial < s.next and new.number = ${NUMBER})`,
    message: "the number is not one that the series has given (J-ALL-1)",
  },
  {
    name: "document_issued_content",
    table: "document",
    before: "update",
    when: `old.state not in ('numbered', 'rendered') and (${changed(OPEN_UNTIL_ISSUED)})`,
    message: "an issued document does not change (A20)",
  },
  {
    name: "document_link_once",
    table: "document",
    before: "update",
    when: `(old.link_key is not null or old.state not in ('numbered', 'rendered')) and (${changed(LINK)})`,
    message: "a document keeps its payment link (B3)",
  },
  {
    name: "document_issued_once",
    table: "document",
    before: "update",
    when: `(old.issued_at is not null and ${changed(["issued_at"])})
      or (old.delivered_at is not null and ${changed(["delivered_at"])})
      or (old.issued_at is null and new.issued_at is not null and new.state <> 'issued')`,
    message: "a document is issued and delivered once",
  },
  {
    name: "document_forwards",
    table: "document",
    before: "update",
    when: `not (new.state = old.state
      or (old.state = 'numbered' and new.state in ('rendered', 'void'))
      or (old.state = 'rendered' and new.state in ('issued', 'void'))
      or (old.state = 'issued' and new.state in ('delivered', 'void'))
      or (old.state = 'delivered' and new.state = 'void'))`,
    message: "the state of a document only goes forwards",
  },
  {
    name: "document_paid_stays",
    table: "document",
    before: "update",
    when: `(old.payment in ('none', 'paid') and ${changed(["payment"])})
      or (old.payment = 'paid' and old.state <> 'void' and new.state = 'void')
      or (old.payment = 'processing' and old.state <> 'void' and new.state = 'void')`,
    message: "what is paid stays paid, and is not made void",
  },
];

const SERIES_GUARDS: readonly Guard[] = [
  fixedColumns("series", ["key", "prefix", "digits"]),
  {
    name: "series_begins_at_one",
    table: "series",
    before: "insert",
    when: "new.next <> 1",
    message: "a series begins at 1 (J-ALL-1)",
  },
  {
    name: "series_forwards",
    table: "series",
    before: "update",
    when: "new.next < old.next",
    message: "a series only goes forwards (J-ALL-1)",
  },
];

const isClosed = (row: "old" | "new"): string =>
  `exists (select 1 from document as d where d.id = ${row}.document and d.state not in ('numbered', 'rendered'))`;

const FILE_GUARDS: readonly Guard[] = (
  [
    ["insert", isClosed("new")],
    ["update", `${isClosed("old")} or ${isClosed("new")}`],
    ["delete", isClosed("old")],
  ] as const
).map(([before, when]) => ({
  name: `document_file_${before}`,
  table: "document_file",
  before,
  when,
  message: "the files of an issued document do not change (A20)",
}));

const TRAIL_GUARDS: readonly Guard[] = [
  fixedColumns("audit", ["serial", "at", "actor", "action", "document", "reason", "details"]),
  fixedColumns("toolset", ["hash", "version", "runtime", "templates", "locales", "fonts"]),
];
