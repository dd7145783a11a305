import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { closePayments } from "../paying/close-payments.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Archive } from "./archive.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./find-document.ts";

/** Ends what the payment provider has open for a document; without a provider only where it has nothing open. */
export const closeOnline = async (
  document: RegisteredDocument,
  { world, doors }: Desk,
  archive: Archive,
): Promise<Result<void>> => {
  const { register, provider } = doors;
  if (document.payment === "none" || document.payment === "paid") return succeed(undefined);
  if (provider === undefined) {
    const attempts = await register.payments.attempts([document.id]);
    const isOpen = document.link?.mode === "payment-link" || attempts.some(({ status }) => status === "begun");
    return isOpen ? fail(noProvider(document)) : succeed(undefined);
  }
  const issuer = await archive.issuerOf(document);
  if (!issuer.ok) return issuer;
  const { tokens, clock } = world;
  const desk = { register, provider, issuer: issuer.value, tokens, now: clock.now };
  const closing = await closePayments(document, desk);
  switch (closing.kind) {
    case "closed":
      return succeed(undefined);
    case "under-way":
      return fail(underWay(document));
    case "unavailable":
      return { ok: false, issues: closing.issues };
  }
};

export const underWay = (document: RegisteredDocument): Issue => ({
  rule: "B6",
  at: "",
  message: `a payment of ${nameOf(document)} is under way`,
  hint: "wait until it is through or has failed: billwright register show tells",
});

const noProvider = (document: RegisteredDocument): Issue => ({
  rule: "B3",
  at: "",
  message: `${nameOf(document)} can still be paid at the payment provider, and there is no key to close that`,
  hint: "set STRIPE_SECRET_KEY",
});
