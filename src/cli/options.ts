import { Option } from "commander";

/** Options that several commands share, each with the same words everywhere. */
export const issuer = () =>
  new Option("--issuer <file>", "the vendor's policy file (default: issuers/genesys.json of the package)");
export const overlay = () =>
  new Option("--overlay <file...>", "what a vendor's data files do not carry; files or globs");
export const json = () => new Option("--json", "one line of JSON a document on stdout, for machines");
export const quiet = () => new Option("--quiet", "tell problems only");
export const workers = () =>
  new Option("--workers <n>", "documents drawn at once, 1 to 256 (default: one a processor)");
export const timeLimit = () =>
  new Option("--time-limit <seconds>", "a document that takes longer is refused (default: 60)");
export const preview = () => new Option("--preview", "mark as a preview: no number, no due date, no payment link");
export const format = () => new Option("--format <list>", "pdf, html, text, json; several with commas (default: all)");
export const register = () =>
  new Option("--register <url>", "a file, or postgres://… (default: DATABASE_URL, else billwright/register.sqlite)");
export const store = () =>
  new Option("--store <url>", "a folder, or s3://… (default: BILLWRIGHT_STORE, else billwright/store)");

export const INPUT = "files, folders, globs, or - for the standard input; JSON, or JSONL with one document a line";
export const CODES =
  "\nExit codes: 0 all done, 1 some documents refused, 2 usage or unreadable input, 3 a defect of ours.";
