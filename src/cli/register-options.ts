import type { AccountRequest } from "../app/ledger/account.ts";
import type { Look } from "../app/ledger/listing.ts";
import type { CreditRequest } from "../app/ledger/plan-credit.ts";
import { DOCUMENT_STATES, PAYMENT_STATES, type DocumentFilter } from "../app/register/document.ts";
import { parseCalendarDate, type CalendarDate } from "../kernel/calendar.ts";
import { BILLING_REGIONS } from "../kernel/party.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import type { DoorOptions } from "./doors.ts";

/** Where the register is, and for whom the answer is. */
export type RegisterOptions = DoorOptions & { readonly json?: boolean };

export type ListOptions = RegisterOptions & {
  readonly open?: boolean;
  readonly csv?: boolean;
  readonly region?: string;
  readonly account?: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
};

/** Options of the commands that issue something. */
export type IssueOptions = RegisterOptions & { readonly issuer?: string; readonly format?: string };

export type VoidOptions = RegisterOptions & { readonly reason: string };
export type CreditOptions = IssueOptions & {
  readonly line: readonly string[];
  readonly reason?: string;
  readonly date?: string;
};
export type ReissueOptions = IssueOptions & { readonly reason: string; readonly overlay?: readonly string[] };

type OutOptions = { readonly out: string; readonly overwrite?: boolean; readonly locale?: string };

export type CopyOptions = IssueOptions & OutOptions & { readonly original?: boolean };
export type StatementOptions = IssueOptions &
  OutOptions & { readonly asOf?: string; readonly from?: string; readonly currency?: string; readonly entity?: string };

export const filterOf = ({ region, account, state, from, to }: ListOptions): Result<DocumentFilter> => {
  const issuedFrom = dayOf(from, "--from");
  const issuedTo = dayOf(to, "--to");
  if (!issuedFrom.ok || !issuedTo.ok) return fail(...issuesOf(issuedFrom, issuedTo));
  const inRegion = BILLING_REGIONS.find((known) => known === region);
  const reached = DOCUMENT_STATES.find((known) => known === state);
  const payment = PAYMENT_STATES.find((known) => known === state);
  return succeed({
    ...(inRegion !== undefined && { region: inRegion }),
    ...(account !== undefined && { accountId: account }),
    ...(reached !== undefined && { states: [reached] }),
    ...(payment !== undefined && { payments: [payment] }),
    ...(issuedFrom.value !== undefined && { issuedFrom: issuedFrom.value }),
    ...(issuedTo.value !== undefined && { issuedTo: issuedTo.value }),
  });
};

export const lookOf = ({ json, csv }: ListOptions): Look => {
  if (json === true) return "json";
  return csv === true ? "csv" : "table";
};

export const creditRequestOf = ({ line, reason, date }: CreditOptions): Result<CreditRequest> => {
  const issueDate = dayOf(date, "--date");
  const why = reason === undefined ? succeed(undefined) : reasonOf(reason);
  if (!issueDate.ok || !why.ok) return fail(...issuesOf(issueDate, why));
  return succeed({
    rows: line,
    ...(why.value !== undefined && { reason: why.value }),
    ...(issueDate.value !== undefined && { issueDate: issueDate.value }),
  });
};

export const accountRequestOf = (accountId: string, options: StatementOptions): Result<AccountRequest> => {
  const from = dayOf(options.from, "--from");
  const asOf = dayOf(options.asOf, "--as-of");
  if (!from.ok || !asOf.ok) return fail(...issuesOf(from, asOf));
  const { entity, currency } = options;
  return succeed({
    accountId,
    ...(from.value !== undefined && { from: from.value }),
    ...(asOf.value !== undefined && { asOf: asOf.value }),
    ...(entity !== undefined && { entity }),
    ...(currency !== undefined && { currency }),
  });
};

/** What stands in the audit for ever says something. */
export const reasonOf = (typed: string): Result<string> => {
  const reason = typed.trim();
  return reason === ""
    ? fail({ rule: null, at: "--reason", message: "is empty", hint: "say why, for whoever asks in a year" })
    : succeed(reason);
};

const dayOf = (typed: string | undefined, option: string): Result<CalendarDate | undefined> => {
  if (typed === undefined) return succeed(undefined);
  const day = parseCalendarDate(typed);
  return day === undefined
    ? fail({ rule: null, at: option, message: `"${typed}" is not a day of the calendar`, hint: "such as 2026-05-31" })
    : succeed(day);
};
