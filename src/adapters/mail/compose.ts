import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { encodeWord } from "nodemailer/lib/mime-funcs";
import { buffer } from "node:stream/consumers";
import type { Mail } from "../../app/delivery/mailer.ts";
import type { DkimSettings } from "./settings.ts";

/** Line ends, other controls and halves of pairs: what could end a header and begin another. */
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * The mail in the form in which it travels (RFC 5322): text and HTML to choose from, files beside them, names in UTF-8
 * (RFC 2047, 2231). It says that a program wrote it, so that none answers (RFC 3834). The same mail gives the same bytes.
 */
export const composeMail = async (mail: Mail, dkim: DkimSettings | undefined): Promise<Uint8Array> => {
  const message = new MailComposer({
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: mail.to.map((address) => ({ name: "", address })),
    replyTo: { name: "", address: mail.replyTo },
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date),
    ...subjectAnd({ "Auto-Submitted": "auto-generated", "Content-Language": mail.locale }, oneLine(mail.subject)),
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ name, type, bytes }) => ({
      filename: oneLine(name),
      contentType: type,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })),
    // Long lines and lines that begin with "From " arrive as they were.
    encoding: "quoted-printable",
    baseBoundary: mail.messageId.slice(0, mail.messageId.indexOf("@")),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const bytes = await message.build();
  return dkim === undefined ? bytes : signed(bytes, dkim);
};

/** Characters of an encoded word, so that its line keeps to 76. */
const WORD = 52;

/** A text that looks like an encoded word itself is encoded: else mail programs would read what it hides. */
const subjectAnd = (headers: Readonly<Record<string, string>>, subject: string) =>
  subject.includes("=?")
    ? { headers: { ...headers, Subject: { prepared: true, foldLines: true, value: encodeWord(subject, "Q", WORD) } } }
    : { headers: { ...headers }, subject };

const oneLine = (text: string): string => text.replaceAll(REFUSED, " ").trim();

const signed = (bytes: Buffer, { domain, selector, key }: DkimSettings): Promise<Uint8Array> =>
  buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey: key }).sign(bytes));
