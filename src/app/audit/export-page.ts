import { moneyText } from "../../kernel/money.ts";
import type { AuditListView } from "../../pipeline.ts";
import { nameOf } from "../ledger/find-document.ts";
import { printable } from "../../kernel/characters.ts";
import type { ExportedDocument } from "./export-document.ts";

/** Documents on one page of the list; a browser shows so many at once. */
export const PAGE_LENGTH = 1_000;

/** What all pages of an export say of it. */
export type ExportFacts = { readonly madeAt: string; readonly program: string; readonly choice: string };

/** A page's place among the others, counted from 1; how many there are is known at the last one only. */
export type PagePlace = { readonly page: number; readonly isLast: boolean };

export const pageName = (page: number): string => (page === 1 ? "index.html" : `index-${page}.html`);

export const pageView = (
  documents: readonly ExportedDocument[],
  { madeAt, program, choice }: ExportFacts,
  { page, isLast }: PagePlace,
): AuditListView => ({
  brand: "Billwright",
  title: "Export for auditors",
  page: page === 1 && isLast ? "" : `page ${page}${isLast ? ", the last" : ""}`,
  facts: [
    { label: "Documents", value: printable(choice) },
    { label: "Exported", value: `${madeAt.slice(0, 10)} ${madeAt.slice(11, 19)} UTC` },
    { label: "Program", value: program },
  ],
  note: "Files stand here as they were issued; README.txt says how to check them.",
  links: [
    ...["README.txt", "documents.csv", "payments.csv", "audit.csv", "hashes.sha256"].map((name) => linkTo(name, name)),
    ...(page === 1 ? [] : [linkTo("earlier documents", pageName(page - 1))]),
    ...(isLast ? [] : [linkTo("later documents", pageName(page + 1))]),
  ],
  columns: {
    document: "Document",
    issued: "Issue date",
    customer: "Customer",
    state: "State",
    total: "Total",
    files: "Files",
  },
  rows: documents.map(rowOf),
});

const rowOf = ({ registered, files, issues }: ExportedDocument): AuditListView["rows"][number] => {
  const { kind, issueDate, customerName, accountId, state, payment, amounts } = registered;
  return {
    document: printable(nameOf(registered)),
    kind,
    issued: issueDate,
    customer: printable(customerName),
    account: printable(accountId),
    state: payment === "none" ? state : `${state}, ${payment}`,
    total: amounts === undefined ? "" : `${amounts.total.currency} ${moneyText(amounts.total)}`,
    files: files.map(({ label, path }) => linkTo(label, path)),
    ...(issues.length > 0 && { lack: "not complete" }),
  };
};

const linkTo = (label: string, path: string) => ({
  label,
  href: path.split("/").map(encodeURIComponent).join("/"),
});
