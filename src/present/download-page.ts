import type { CalendarDate } from "../kernel/calendar.ts";
import type { Money } from "../kernel/money.ts";
import { amountInWords } from "./email-frame.ts";
import { formatLongDate } from "./figures.ts";
import type { WebAction, WebPageView } from "./web-page-view.ts";
import type { Language } from "./words.ts";

/** A file that can be had; its place is relative to the page. */
export type OfferedFile = {
  readonly format: "pdf" | "html" | "text" | "json";
  readonly href: string;
};

/** What is known of a document when its customer opens the link to it. */
export type DownloadFacts = {
  readonly kind: "invoice" | "credit-note" | "usage-statement";
  readonly seller: string;
  /** A usage statement has none (rule A9). */
  readonly number?: string;
  readonly issueDate: CalendarDate;
  readonly dueDate?: CalendarDate;
  /** What is payable; none on a usage statement (rule A9) or where nothing is due. */
  readonly due?: Money;
  readonly status: "open" | "failed" | "processing" | "paid" | "void" | "nothing-due";
  /** The number of the document in its place. */
  readonly replacedBy?: string;
  /** Where there is something to pay, and online (rule B3). */
  readonly payLink?: string;
  readonly files: readonly OfferedFile[];
  /** The last day on which the link works. */
  readonly until: CalendarDate;
};

/** The page behind a link to a document, in the language of the document. */
export const presentDownload = (facts: DownloadFacts, language: Language): WebPageView => {
  const { locale, say, figures } = language;
  const { number, due, dueDate, status, replacedBy } = facts;
  const title = say(`title.${facts.kind}`);
  const words = STATUS_WORDS[status];
  // What most people want, then paying, then the other files.
  const [first, others] = [facts.files.slice(0, 1), facts.files.slice(1)];
  const date = (day: CalendarDate): string => formatLongDate(day, figures);
  return {
    locale,
    brand: facts.seller,
    title: number === undefined ? title : say("title.numbered", { title, number }),
    ...(due !== undefined &&
      DEMANDED.has(status) && {
        amount: { label: say("summary.amountDue"), value: amountInWords(due, language) },
      }),
    paragraphs: [
      ...(words === undefined ? [] : [say(words)]),
      ...(replacedBy === undefined ? [] : [say("download.replaced", { number: replacedBy })]),
    ],
    facts: [
      { label: say("summary.issueDate"), value: date(facts.issueDate) },
      ...(dueDate === undefined || !DEMANDED.has(status)
        ? []
        : [{ label: say("summary.dueDate"), value: date(dueDate) }]),
    ],
    actions: [
      ...first.map((file) => fileAction(file, say)),
      ...payAction(facts, say),
      ...others.map((file) => fileAction(file, say)),
    ],
    notes: [say("download.until", { date: date(facts.until) })],
  };
};

const DEMANDED: ReadonlySet<DownloadFacts["status"]> = new Set(["open", "failed"]);

const STATUS_WORDS: Readonly<Record<DownloadFacts["status"], string | undefined>> = {
  open: undefined,
  failed: "email.failed.open",
  processing: "download.processing",
  paid: "email.receipt.settled",
  void: "download.void",
  "nothing-due": undefined,
};

const fileAction = ({ format, href }: OfferedFile, say: Language["say"]): WebAction => ({
  label: say(`download.file.${format}`),
  href,
});

const payAction = ({ payLink, status }: DownloadFacts, say: Language["say"]): readonly WebAction[] =>
  payLink === undefined || !DEMANDED.has(status) ? [] : [{ label: say("download.pay"), href: payLink }];

/** Why a browser gets no document: one page for all reasons that are to stay unknown. */
export const presentRefusal = (
  refusal: { readonly reason: "link" | "busy" | "request" | "failed"; readonly requestId: string },
  { locale, say }: Language,
): WebPageView => ({
  locale,
  title: say(`download.refused.${refusal.reason}.title`),
  paragraphs: [say(`download.refused.${refusal.reason}`)],
  facts: [],
  actions: [],
  notes: [say("download.request", { id: refusal.requestId })],
});
