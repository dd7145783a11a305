import type { DocumentFilter, RegisteredDocument } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import { DOCUMENT_COLUMNS, listingOf, type Look } from "./listing.ts";

/** The documents of the register line by line, in the order of their numbering, however many there are. */
export async function* listDocuments(
  filter: DocumentFilter,
  { register, look }: { readonly register: Register; readonly look: Look },
): AsyncGenerator<string> {
  const { head, line } = listingOf<RegisteredDocument>(DOCUMENT_COLUMNS, look);
  yield head;
  let count = 0;
  for await (const document of register.documents.list(filter)) {
    count += 1;
    yield line(document);
  }
  if (look === "table") yield `${count} document${count === 1 ? "" : "s"}\n`;
}
