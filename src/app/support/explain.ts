import type { Invoice } from "../../compute/invoice.ts";
import { succeed, type Result } from "../../kernel/result.ts";
import { toInvoice } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { explainDocument, linesOf } from "../explain.ts";
import type { ExplainOrder, Explanation } from "./explanation.ts";
import { storyOf, type LineStory } from "./line-story.ts";
import { readSource } from "./source.ts";

/** How the amounts of a document came about, or all that is wrong with it. An issued one explains itself from its input. */
export const explainSource = async (
  { source, line }: ExplainOrder,
  { issuer }: { readonly issuer: Issuer },
): Promise<Result<Explanation>> => {
  const read = await readSource(source, issuer);
  if (!read.ok) return read;
  const { document } = read.value;
  const trail = explainDocument(document, read.value.issuer, line);
  if (!trail.ok) return trail;
  if (line === undefined || document.kind === "usage-statement") return succeed({ trail: trail.value });
  const invoice = toInvoice(document, read.value.issuer);
  if (!invoice.ok) return invoice;
  const story = storyIn(invoice.value, line);
  return succeed({ trail: trail.value, ...(story !== undefined && { line: story }) });
};

const storyIn = (invoice: Invoice, line: string): LineStory | undefined => {
  const lines = linesOf(invoice);
  const found = lines.find(({ id }) => id === line) ?? lines[Number(line) - 1];
  return found && storyOf(found, invoice);
};
