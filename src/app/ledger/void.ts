import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { openArchive } from "./archive.ts";
import { closeOnline, underWay } from "./close-online.ts";
import { creditsOf } from "./credits.ts";
import type { Desk } from "./desk.ts";
import { findDocument, nameOf } from "./find-document.ts";

export type Voided = { readonly document: RegisteredDocument; readonly was: "in-force" | "void" };

/**
 * Makes a document void for ever: its number stays in the series (J-ALL-1), and nobody can pay it online any more. Refused
 * where money has come or is coming, and where credits stand against it. One that is void already stays so.
 */
export const voidOne = async (typed: string, desk: Desk): Promise<Result<Voided>> => {
  const { register, store } = desk.doors;
  const document = await findDocument(typed, register);
  if (!document.ok) return document;
  if (document.value.state === "void") return succeed({ document: document.value, was: "void" });
  const archive = openArchive(store);
  const credits = await creditsOf(document.value, { documents: register.documents, archive });
  if (!credits.ok) return credits;
  const [credit] = credits.value;
  if (credit !== undefined) return fail(isCredited(document.value, credit.registered));
  return voidUncredited(document.value, desk);
};

/** Of a document that no credit stands against. Stopped on the way, it is done again. */
export const voidUncredited = async (document: RegisteredDocument, desk: Desk): Promise<Result<Voided>> => {
  const { world, doors, actor } = desk;
  const { documents } = doors.register;
  if (document.payment === "paid") return fail(isPaid(document));
  if (document.payment === "processing") return fail(underWay(document));
  const closed = await closeOnline(document, desk, openArchive(doors.store));
  if (!closed.ok) return closed;
  const isVoid = await documents.voidDocument(document.id, { by: actor, at: world.clock.now() });
  if (!isVoid) return fail(underWay(document));
  const after = (await documents.find([document.id])).get(document.id);
  return succeed({ document: after ?? document, was: "in-force" });
};

const isPaid = (document: RegisteredDocument): Issue => ({
  rule: "A20",
  at: "",
  message: `${nameOf(document)} is paid, so it cannot become void`,
  hint: `credit it: billwright register credit ${document.id}`,
});

const isCredited = (document: RegisteredDocument, credit: RegisteredDocument): Issue => ({
  rule: "A19",
  at: "",
  message: `${nameOf(document)} is credited by ${nameOf(credit)}, so it cannot become void`,
  hint: `credit what is left: billwright register credit ${document.id}`,
});
