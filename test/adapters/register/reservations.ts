import type {
  NewDocument,
  RegisteredDocument,
  RenderedRecord,
  Reservation,
  Reserved,
  Series,
} from "../../../src/app/register/document.ts";
import type { Change, Register } from "../../../src/app/register/register.ts";
import { parseCalendarDate, parseInstant, type CalendarDate, type Instant } from "../../../src/kernel/calendar.ts";
import { minorMoney, parseCurrency, type Currency, type Money } from "../../../src/kernel/money.ts";

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("there is no such value");
  return value;
};

export const instant = (text: string): Instant => there(parseInstant(text));
export const day = (text: string): CalendarDate => there(parseCalendarDate(text));
export const USD: Currency = there(parseCurrency("USD"));
export const usd = (minor: bigint): Money => minorMoney(minor, USD);

/** Something that stands where a SHA-256 does. */
export const hash = (digit: string): string => digit.repeat(64).slice(0, 64);

export const AT = instant("2026-05-10T23:30:00Z");
export const change = (at: Instant = AT): Change => ({ by: { name: "bill run r1" }, at });

export const INVOICES: Series = { key: "us/invoice/2026", prefix: "INV-US-2026-", digits: 6 };
export const CREDITS: Series = { key: "us/credit-note/2026", prefix: "CN-US-2026-", digits: 4 };

const TOOLSET = { version: "0.1.0", runtime: "node 24", templates: hash("a"), locales: hash("b"), fonts: hash("c") };

/** What every document has. */
const bare = (id: string): Omit<NewDocument, "kind" | "methods"> => ({
  id,
  origin: { run: "r1", place: `in.jsonl#${id}` },
  entity: "us",
  accountId: "A-1",
  customerName: "Harbor & Finch Insurance Group",
  country: "US",
  region: "NA",
  locale: "en-US",
  issueDate: day("2026-05-15"),
  inputHash: hash("d"),
  profileHash: hash("e"),
  toolset: TOOLSET,
});

/** A small invoice of USD 11.00 whose link is still to be made. */
export const unlinked = (id: string): NewDocument => ({
  ...bare(id),
  kind: "invoice",
  dueDate: day("2026-06-14"),
  amounts: { net: usd(1_000n), tax: usd(100n), total: usd(1_100n), due: usd(1_100n) },
  cardPaidThisMonth: usd(0n),
  methods: ["card", "ach"],
});

/** The same with its link; `fields` replace what stands here. */
export const invoice = (id: string, fields: Partial<NewDocument> = {}): NewDocument => ({
  ...unlinked(id),
  link: { url: `https://pay.meridian.example/p/${id}`, mode: "pay-page", token: `token-${id}` },
  ...fields,
});

/** A statement has nothing of money (rule A9). */
export const statement = (id: string): NewDocument => ({ ...bare(id), kind: "usage-statement", methods: [] });

export const numbered = (document: NewDocument, series: Series = INVOICES): Reservation => ({
  document,
  number: { kind: "series", series },
});

export const given = (document: NewDocument, number: string): Reservation => ({
  document,
  number: { kind: "given", number },
});

export const rendered = (id: string, contentHash: string = hash("9")): RenderedRecord => ({
  id,
  files: [
    { format: "json", name: `${id}.json`, sha256: hash("2"), bytes: 4_567 },
    { format: "pdf", name: `${id}.pdf`, sha256: hash("1"), bytes: 61_234 },
  ],
  contentHash,
  profileHash: hash("e"),
  toolset: TOOLSET,
});

/** Invoices that are issued, without deliveries. */
export const issue = async (register: Register, ...documents: readonly NewDocument[]): Promise<void> => {
  const ids = documents.map(({ id }) => id);
  await register.documents.reserve(
    documents.map((document) => numbered(document)),
    change(),
  );
  await register.documents.recordRendered(
    ids.map((id) => rendered(id)),
    change(),
  );
  await register.documents.recordIssued(
    ids.map((id) => ({ id, deliveries: [] })),
    change(),
  );
};

/** What was answered, in short: "new INV-US-2026-000001", "clash link a". */
export const brief = (reserved: Reserved): string =>
  reserved.kind === "clash"
    ? `clash ${reserved.what} ${reserved.with.id}`
    : `${reserved.kind} ${reserved.document.number ?? reserved.document.id}`;

export const found = async (register: Register, id: string): Promise<RegisteredDocument> =>
  there((await register.documents.find([id])).get(id));

export const all = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};
