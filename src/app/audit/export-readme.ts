import { printable } from "../../kernel/characters.ts";
import type { ExportFacts } from "./export-page.ts";
import { countText, moneyLines, type ExportTotals } from "./export-totals.ts";

/** What an auditor reads first. `lacking` counts files that are not in the export although they should be. */
export const readmeText = (
  { madeAt, program, choice }: ExportFacts,
  { totals, lacking }: { readonly totals: ExportTotals; readonly lacking: number },
): string => `EXPORT FOR AUDITORS
made ${madeAt} by Billwright ${program}
documents: ${printable(choice)}

${countText(totals)}
Issued and not void, added up from documents.csv:
${moneyLines(totals)
  .map((line) => `  ${line}\n`)
  .join(
    "",
  )}${lacking === 0 ? "All files that the register lists are here.\n" : `NOT COMPLETE: ${lacking} file${lacking === 1 ? " is" : "s are"} missing; index.html marks their documents.\n`}
TO CHECK THAT NOTHING WAS CHANGED
  sha256sum -c hashes.sha256
checks every file of this export but hashes.sha256 itself. The hashes of documents are those that the register has had
since they were issued, and documents.csv lists them too. Files that hashes.sha256 does not name are no part of the export.

WHAT IS HERE
  index.html      the list of documents, with links to their files; further pages are index-2.html and so on
  documents.csv   one row a document, in the order of numbering: void ones and those that were never issued too
  payments.csv    every try to pay one of these documents, successful or not
  audit.csv       who changed what of these documents when, and why
  documents/      one folder a document, named by its number, with its files byte for byte as they were issued
  inputs/         what each document was made from, named by the document's id
  profiles/       the policy of the seller that documents were made by, named by its hash

A name that is not all in capitals, or that a file cannot have, is followed by ~ and twelve digits of the SHA-256 of the
document's id. Documents that were not issued have no folder.

THE LISTS are CSV (RFC 4180) in UTF-8 with a byte order mark. Amounts are decimals in the currency of their row, days are
YYYY-MM-DD, moments are UTC. A cell that a spreadsheet would take for a formula begins with an apostrophe that is not part
of it.
`;
