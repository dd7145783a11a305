import type { EmailView } from "../../src/present/email-view.ts";
import { GENESYS, MERIDIAN } from "../documents.ts";
import { ABROAD, CREDIT, failedMail, mailOf, receiptMail, SAVED, statementMail } from "../present/emails.ts";

/** Mails of every sort, in languages that differ in length, script and spaces. */
export const EMAILS = {
  "an invoice with a link": mailOf({}, { issuer: { ...GENESYS, online: MERIDIAN.online } }).mail,
  "a German invoice without a link": mailOf(ABROAD, { locale: "de-DE" }).mail,
  "a Japanese invoice": mailOf({}, { locale: "ja-JP" }).mail,
  "a Canadian French duplicate": mailOf({}, { locale: "fr-CA", copy: "duplicate" }).mail,
  "an announced charge": mailOf(SAVED, { locale: "pt-BR" }).mail,
  "a German credit note": mailOf(CREDIT, { locale: "de-DE" }).mail,
  "a usage statement": statementMail({ locale: "fr-FR" }),
  "a failed payment": failedMail({}, { locale: "de-DE" }),
  "a receipt": receiptMail(),
} as const satisfies Record<string, EmailView>;

export type EmailName = keyof typeof EMAILS;

const isName = (name: string): name is EmailName => name in EMAILS;
export const EMAIL_NAMES: readonly EmailName[] = Object.keys(EMAILS).filter(isName);
