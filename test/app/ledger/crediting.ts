import { chooseRows } from "../../../src/app/ledger/choose.ts";
import { creditNoteFor } from "../../../src/app/ledger/credit-note.ts";
import { leftOf, type Left } from "../../../src/app/ledger/left.ts";
import type { Invoice } from "../../../src/compute/invoice.ts";
import { parseCalendarDate, type CalendarDate } from "../../../src/kernel/calendar.ts";
import { issuesOf, type Issue, type Result } from "../../../src/kernel/result.ts";
import { readStored, storedText, toInvoice } from "../../../src/pipeline.ts";
import type { Issuer } from "../../../src/policy/issuer.ts";
import { MERIDIAN, valueOf } from "../../documents.ts";

export const day = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** An issued invoice, and the credits that have been made from it. */
export type Account = { readonly invoice: Invoice; readonly credits: readonly Invoice[] };

const NUMBER = "INV-1";

export const leftIn = ({ invoice, credits }: Account): Left => leftOf(invoice, NUMBER, credits);

/** A further credit for these rows, all that is left without any; read as it would be from the store. */
export const credit = (account: Account, asked: readonly string[] = [], issuer: Issuer = MERIDIAN): Result<Invoice> => {
  const { invoice, credits } = account;
  const left = leftIn(account);
  const taken = chooseRows(asked, left, invoice.document);
  if (!taken.ok) return taken;
  const facts = {
    id: `${invoice.document.id}-C${credits.length + 1}`,
    number: NUMBER,
    issueDate: invoice.document.issueDate,
    reason: "wrong",
    rounding: "rounding",
  };
  const note = creditNoteFor(invoice, { taken: taken.value, left, facts }, issuer);
  const read = note.ok ? readStored(storedText(note.value), issuer) : note;
  if (!read.ok) return read;
  if (read.value.kind === "usage-statement") throw new Error("a credit note was read as a statement");
  return toInvoice(read.value, issuer);
};

export const credited = (account: Account, asked: readonly string[] = []): Account => ({
  invoice: account.invoice,
  credits: [...account.credits, valueOf(credit(account, asked))],
});

/** "A19 --line message" of each issue. */
export const issuesIn = (result: Result<unknown>): readonly string[] =>
  issuesOf(result).map(({ rule, at, message }: Issue) => `${rule} ${at} ${message}`);
