import { invariant, type Issue } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { PaymentLink, RegisteredDocument } from "../register/document.ts";
import type { Change, Register } from "../register/register.ts";
import { demandOf } from "./demand.ts";
import type { Answer, PaymentProvider } from "./provider.ts";

type LinkDesk = { readonly provider: PaymentProvider; readonly issuer: Issuer; readonly register: Register };

/** The link of one document, or why it must wait for it. */
export type LinkOutcome = { readonly documentId: string; readonly answer: Answer<PaymentLink> };

/**
 * The provider's links for numbered documents, in the register before this returns (rule B3). A document that has its
 * link keeps it; a failure is one document's, and the same asked again later gives the same link. The provider's adapter
 * sees to it that not too many are asked for at once.
 */
export const makeLinks = async (
  documents: readonly RegisteredDocument[],
  desk: LinkDesk,
  change: Change,
): Promise<readonly LinkOutcome[]> => {
  const outcomes = await Promise.all(
    documents.map(async (document) => ({ documentId: document.id, answer: await linkFor(document, desk) })),
  );
  const made = outcomes.flatMap(({ documentId: id, answer }) => (answer.ok ? [{ id, link: answer.value }] : []));
  await desk.register.documents.attachLinks(made, change);
  // What the register has is what is printed: another worker may have been quicker.
  const kept = await desk.register.documents.find(made.map(({ id }) => id));
  return outcomes.map(({ documentId, answer }) => ({ documentId, answer: keptOf(answer, kept.get(documentId)?.link) }));
};

const keptOf = (answer: Answer<PaymentLink>, link: PaymentLink | undefined): Answer<PaymentLink> =>
  answer.ok && link !== undefined ? { ok: true, value: link } : answer;

const linkFor = async (document: RegisteredDocument, { provider, issuer }: LinkDesk): Promise<Answer<PaymentLink>> => {
  const { link, methods, number } = document;
  if (link !== undefined) return { ok: true, value: link };
  invariant(methods.length > 0, "a link is asked for only where there is a method for it (B5)");
  const answer = await provider.createLink(demandOf(document, issuer, { methods, key: `link/${number ?? ""}` }));
  if (!answer.ok) return answer;
  const host = URL.parse(answer.value.url)?.hostname ?? "";
  return issuer.online.hosts.includes(host)
    ? answer
    : { ok: false, issues: [strangeHost(host, issuer)], retry: "never" };
};

const strangeHost = (host: string, { online }: Issuer): Issue => ({
  rule: "B10",
  at: "/payment/link",
  message: `${online.provider} makes links to "${host}", which is not among the hosts of the profile`,
  hint: "add it to online.hosts of the profile, or make links in another way: online.links",
});
