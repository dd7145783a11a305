import { parseCalendarDate } from "../kernel/calendar.ts";
import { LOCALES, type Locale } from "../kernel/party.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import { drawDocument } from "./draw.ts";
import { kitOf, type Bench } from "./drawing.ts";
import type { Mode } from "./facts.ts";
import { FORMATS, type Format } from "./formats.ts";
import { readGiven, type Given, type Read } from "./given.ts";
import type { Assets } from "./world.ts";

/** How a document is to be drawn; what stands in it is not yet known to be right. */
export type Wish = {
  readonly formats: readonly string[];
  readonly locale?: string;
  /** Marked and without number, due date and link (rule F4); `today` is "YYYY-MM-DD". */
  readonly preview?: { readonly today: string };
};

/** One document in memory; the bytes of the formats that were asked for. */
export type DrawnDocument = {
  readonly id: string;
  /** None on a preview (rule F4) and on a usage statement (rule A9). */
  readonly number?: string;
  readonly files: Partial<Readonly<Record<Format, Uint8Array>>>;
};

/**
 * One document from value to bytes, with no file between. All that is wrong with it is told at once; the `file` of an
 * issue says in which of the caller's values its place is: "document", "issuer" or "options".
 */
export const drawInMemory = async (
  given: Given,
  wish: Wish,
  bench: Bench & { readonly assets: Assets },
): Promise<Result<DrawnDocument>> => {
  const read = readGiven(given, bench.assets);
  const manner = mannerOf(wish);
  if (!read.ok || !manner.ok) return fail(...issuesOf(read, manner));
  const { document } = read.value;
  const setup = { issuer: read.value.issuer, ...manner.value, suffix: "" };
  const drawn = await drawDocument(document, kitOf(setup, bench));
  if (!drawn.ok) return fail(...drawn.issues.map((issue) => ({ file: document.source.file, ...issue })));
  const files = Object.fromEntries(drawn.value.map(({ format, bytes }) => [format, bytes]));
  return succeed({ ...nameOf(read.value, manner.value.mode), files });
};

type Manner = { readonly formats: readonly Format[]; readonly mode: Mode; readonly locale?: Locale };

/** The wish, once it is known to be right. */
const mannerOf = ({ formats, locale, preview }: Wish): Result<Manner> => {
  const unknown = formats.filter((name) => !FORMATS.some((format) => format === name));
  const language = LOCALES.find((known) => known === locale);
  const today = preview === undefined ? undefined : parseCalendarDate(preview.today);
  const issues: readonly Issue[] = [
    ...unknown.map((name) => wrong("/formats", `there is no format "${name}"`, `there are ${FORMATS.join(", ")}`)),
    ...(locale === language
      ? []
      : [wrong("/locale", `there is no locale "${locale}"`, `there are ${LOCALES.join(", ")}`)]),
    ...(preview === undefined || today !== undefined
      ? []
      : [wrong("/preview/today", "is not a day of the calendar, written YYYY-MM-DD", 'such as "2026-02-28"')]),
  ];
  if (issues.length > 0) return fail(...issues);
  return succeed({
    formats: FORMATS.filter((format) => formats.includes(format)),
    mode: today === undefined ? { kind: "numbered" } : { kind: "preview", today },
    ...(language !== undefined && { locale: language }),
  });
};

const wrong = (at: string, message: string, hint: string): Issue => ({
  rule: null,
  at,
  message,
  hint,
  file: "options",
});

const nameOf = ({ document }: Read, mode: Mode): Pick<DrawnDocument, "id" | "number"> => {
  const { id } = document;
  if (mode.kind === "preview" || document.kind === "usage-statement" || document.number === undefined) return { id };
  return { id, number: document.number };
};
