import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openComposer, openConfiguredMailer } from "../../src/adapters/mail.ts";
import { composeMail } from "../../src/adapters/mail/compose.ts";
import { readMailSettings } from "../../src/adapters/mail/read-settings.ts";
import { attachmentName } from "../../src/app/delivery/file-name.ts";
import type { Mail } from "../../src/app/delivery/mailer.ts";
import { valueOf } from "../documents.ts";
import { instant } from "../app/fake-world.ts";

const MAIL: Mail = {
  messageId: "0123456789abcdef@meridian.example",
  date: instant("2026-05-15T09:00:00Z"),
  locale: "de-DE",
  from: { name: "Müller, Söhne & Co.", address: "billing@meridian.example" },
  to: ["ap@buyer.example", "cfo@buyer.example"],
  replyTo: "receivables@meridian.example",
  subject: "Rechnung 1: 1.000,00 €, fällig am 3. Juni",
  text: "Guten Tag,\n\nFrom here on:\n.\nein Punkt.\n",
  html: `<!doctype html><html lang="de"><body><p>${"Grüße ".repeat(400)}</p></body></html>`,
  attachments: [
    {
      name: "Rechnung Nr. 1 – März.pdf",
      type: "application/pdf",
      bytes: Uint8Array.from({ length: 5_000 }, (_, at) => at % 256),
    },
  ],
};

const HEADERS = [
  "from",
  "to",
  "reply-to",
  "subject",
  "message-id",
  "date",
  "auto-submitted",
  "content-language",
  "mime-version",
  "content-type",
].toSorted();

const headersOf = (bytes: Uint8Array): readonly string[] => {
  const [head = ""] = new TextDecoder("latin1").decode(bytes).split("\r\n\r\n");
  return head
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => line.slice(0, line.indexOf(":")).toLowerCase())
    .toSorted();
};

describe("a mail as it travels", () => {
  test("arrives as it was written: names, subject, both texts, and the file to the byte", async () => {
    const bytes = await composeMail(MAIL, undefined);
    const parsed = await simpleParser(Buffer.from(bytes));
    expect(parsed.from?.value).toEqual([{ name: "Müller, Söhne & Co.", address: "billing@meridian.example" }]);
    expect(parsed.subject).toBe(MAIL.subject);
    expect(parsed.text).toBe(MAIL.text);
    expect(parsed.html).toBe(MAIL.html);
    expect(
      parsed.attachments.map(({ filename, content }) => [
        filename,
        Buffer.compare(content, Buffer.from(MAIL.attachments[0]?.bytes ?? [])),
      ]),
    ).toEqual([["Rechnung Nr. 1 – März.pdf", 0]]);
    expect(headersOf(bytes)).toEqual(HEADERS);
  });

  test("keeps to ASCII and to lines that every server takes, and is the same bytes each time", async () => {
    const bytes = await composeMail(MAIL, undefined);
    const text = new TextDecoder("latin1").decode(bytes);
    expect(/^[\r\n\t\x20-\x7e]*$/.test(text)).toBe(true);
    expect(Math.max(...text.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(await composeMail(MAIL, undefined)).toEqual(bytes);
  });

  test("names a file in UTF-8 by RFC 2231", async () => {
    const text = new TextDecoder("latin1").decode(await composeMail(MAIL, undefined));
    expect(text).toContain("filename*0*=utf-8''Rechnung%20Nr.%201%20%E2%80%93%20M%C3%A4rz;");
  });

  test("whatever stands in a name, a subject or a file's name, it has the same headers and says it on one line", async () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "a\r\nBcc: thief@evil.example",
        "a\nX-Evil: 1\n\nbody",
        'a", "b" <x@evil.example>, ',
        "a;b,c:d<e>(f)\\",
        "=?utf-8?Q?=0D=0ABcc:_x@evil.example?=",
        "\u0085\u2028Bcc: x@evil.example",
        "日本語, 請求書; ご担当者様",
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (name, subject, file) => {
        const mail = {
          ...MAIL,
          from: { ...MAIL.from, name },
          subject,
          attachments: [
            { name: attachmentName(file, "INV-1", "pdf"), type: "application/pdf", bytes: new Uint8Array([1, 2, 3]) },
          ],
        };
        const bytes = await composeMail(mail, undefined);
        expect(headersOf(bytes).filter((header) => header !== "subject")).toEqual(
          HEADERS.filter((header) => header !== "subject"),
        );
        const parsed = await simpleParser(Buffer.from(bytes));
        expect(parsed.from?.value.map(({ address }) => address)).toEqual(["billing@meridian.example"]);
        expect([parsed.to].flat().map((to) => to?.text)).toEqual(["ap@buyer.example, cfo@buyer.example"]);
        expect(parsed.headers.has("bcc") || parsed.headers.has("x-evil")).toBe(false);
        expect(dense(parsed.subject ?? "")).toBe(dense(subject));
        expect(parsed.attachments.map(({ content }) => [...content])).toEqual([[1, 2, 3]]);
        expect(parsed.attachments[0]?.filename).not.toMatch(/[\p{Cc}/\\<>:"|?*]/u);
      }),
      { numRuns: 150 },
    );
  });
});

/** What is left of a text without what no header can hold: line ends, other controls, halves of pairs; and without spaces. */
const dense = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, "");

describe("the name of an attachment", () => {
  test.each([
    ["Rechnung", "INV-DE-2026-000017", "Rechnung INV-DE-2026-000017.pdf"],
    ["Invoice", "../../etc/passwd", "Invoice .._.._etc_passwd.pdf"],
    ["請求書", "JP/2026\\7", "請求書 JP_2026_7.pdf"],
    ["Facture", "a\u202egpj", "Facture a_gpj.pdf"],
    ["..hidden", "1", "_hidden 1.pdf"],
  ])("%s %s is %s", (title, number, name) => {
    expect(attachmentName(title, number, "pdf")).toBe(name);
  });

  test("is cut before it is too long, and keeps its extension", () => {
    expect(attachmentName("請求書".repeat(100), "1", "pdf")).toMatch(/^(?:請求書)+請?求?\.pdf$/u);
    expect(Array.from(attachmentName("x".repeat(500), "1", "pdf"))).toHaveLength(104);
  });
});

describe("DKIM", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const dkim = { domain: "meridian.example", selector: "billing", key: privateKey };

  test("the signature verifies over headers and body, and not once a byte has changed", async () => {
    const bytes = Buffer.from(await composeMail(MAIL, dkim));
    expect(isSigned(bytes)).toBe(true);
    expect(isSigned(Buffer.from(bytes.toString("latin1").replace("=C3=BC", "=C3=BD"), "latin1"))).toBe(false);
    expect(isSigned(Buffer.from(bytes.toString("latin1").replace("Subject: ", "Subject: x"), "latin1"))).toBe(false);
  });

  test("covers sender, recipients, subject, date and id", async () => {
    const text = Buffer.from(await composeMail(MAIL, dkim)).toString("latin1");
    const signed = tagsOf(text).get("h")?.toLowerCase().split(":") ?? [];
    expect(signed).toEqual(
      expect.arrayContaining([
        "from",
        "to",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
      ]),
    );
  });

  /** RFC 6376 with relaxed canonicalization of both parts, as a receiving server verifies. */
  const isSigned = (bytes: Buffer): boolean => {
    const text = bytes.toString("latin1");
    const tags = tagsOf(text);
    const body = text.slice(text.indexOf("\r\n\r\n") + 4);
    const relaxedBody = body
      .split("\r\n")
      .map((line) => line.replaceAll(/[ \t]+/g, " ").trimEnd())
      .join("\r\n")
      .replace(/(?:\r\n)*$/, "\r\n");
    const bodyHash = createHash("sha256").update(relaxedBody, "latin1").digest("base64");
    const headers = headerLines(text);
    const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? "";
    const signed = (tags.get("h") ?? "")
      .split(":")
      .map((name) => headers.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? "");
    const input = [
      ...signed.map((line) => `${relaxed(line)}\r\n`),
      relaxed(signature).replace(/(b=)[^;]*$|(; ?b=)[^;]+/, "$1$2"),
    ].join("");
    const verified = createVerify("rsa-sha256")
      .update(input, "latin1")
      .verify(publicKey, (tags.get("b") ?? "").replaceAll(/\s/g, ""), "base64");
    return verified && bodyHash === tags.get("bh")?.replaceAll(/\s/g, "");
  };

  const headerLines = (text: string): readonly string[] =>
    text
      .slice(0, text.indexOf("\r\n\r\n"))
      .replaceAll(/\r\n([ \t])/g, "$1")
      .split("\r\n");

  const relaxed = (line: string): string => {
    const colon = line.indexOf(":");
    return `${line.slice(0, colon).toLowerCase().trim()}:${line
      .slice(colon + 1)
      .replaceAll(/[ \t]+/g, " ")
      .trim()}`;
  };

  const tagsOf = (text: string): ReadonlyMap<string, string> => {
    const signature = headerLines(text).find((line) => /^dkim-signature:/i.test(line)) ?? "";
    const pairs = signature.slice(signature.indexOf(":") + 1).split(";");
    return new Map(
      pairs.map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1).trim()] as const),
    );
  };
});

describe("what the environment says", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "billwright-mail-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test("names server, port, log-in and how much at once; TLS is required", async () => {
    const settings = valueOf(
      await readMailSettings({
        BILLWRIGHT_SMTP: "smtp://bil%40ling:p%3Aw@mail.example.com?connections=7&timeout=20&name=host.example",
      }),
    );
    expect(settings).toEqual({
      host: "mail.example.com",
      port: 587,
      security: "starttls",
      name: "host.example",
      credentials: { user: "bil@ling", password: "p:w" },
      connections: 7,
      silenceMs: 20_000,
    });
    expect(valueOf(await readMailSettings({ BILLWRIGHT_SMTP: "smtps://mail.example.com" }))).toMatchObject({
      port: 465,
      security: "tls",
    });
    expect(valueOf(await readMailSettings({ BILLWRIGHT_SMTP: "smtp://a:b@[::1]:2525?tls=none" }))).toMatchObject({
      host: "::1",
      port: 2525,
      security: "none",
    });
  });

  test.each([
    [undefined, "is not set"],
    ["mail.example.com:587", "no address of a mail server"],
    ["https://user:hunter2@mail.example.com", "no address of a mail server"],
    ["smtp://user:hunter2@mail.example.com?tls=none", "in the clear"],
    ["smtp://user:hunter2@mail.example.com?tls=maybe", "tls can only be none"],
    ["smtps://user:hunter2@mail.example.com?tls=none", "smtps is TLS"],
    ["smtp://user:hunter2@mail.example.com?pool=hunter2", "unknown option"],
    ["smtp://hunter2@mail.example.com", "half a log-in"],
    ["smtp://user:hunter2%E0%A4%A@mail.example.com", "half a log-in"],
    ["smtp://mail.example.com?connections=0", "connections"],
    ["smtp://mail.example.com?timeout=hunter2", "timeout"],
    ["smtp://mail.example.com?ca=/nowhere/hunter2.pem", "cannot be read: no such file"],
  ])("[B10] %s is refused without a word of what it holds", async (address, why) => {
    const result = await openConfiguredMailer(address === undefined ? {} : { BILLWRIGHT_SMTP: address });
    const told = JSON.stringify(result);
    expect(result.ok).toBe(false);
    expect(told).toContain(why);
    expect(told).not.toContain("hunter2");
  });

  test("[B10] has all three of DKIM or none, with an RSA key, of which nothing is told", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const wrongKey = file("ed.pem", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    const noKey = file("none.pem", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    for (const key of [wrongKey, noKey, join(folder, "missing.pem")]) {
      const result = await openComposer({
        BILLWRIGHT_DKIM_KEY: key,
        BILLWRIGHT_DKIM_SELECTOR: "s",
        BILLWRIGHT_DKIM_DOMAIN: "d.example",
      });
      expect(result).toMatchObject({ ok: false, issues: [{ at: "BILLWRIGHT_DKIM_KEY" }] });
      expect(JSON.stringify(result)).not.toContain("c2VjcmV0");
    }
    const half = await openComposer({ BILLWRIGHT_DKIM_SELECTOR: "a b" });
    expect(half).toMatchObject({
      ok: false,
      issues: [{ at: "BILLWRIGHT_DKIM_KEY" }, { at: "BILLWRIGHT_DKIM_SELECTOR" }, { at: "BILLWRIGHT_DKIM_DOMAIN" }],
    });
  });

  test("signs with the key of a file", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = file("rsa.pem", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    const composer = valueOf(
      await openComposer({
        BILLWRIGHT_DKIM_KEY: key,
        BILLWRIGHT_DKIM_SELECTOR: "s1",
        BILLWRIGHT_DKIM_DOMAIN: "meridian.example",
      }),
    );
    expect(new TextDecoder().decode(await composer.compose(MAIL))).toMatch(/^DKIM-Signature: /);
  });
});
