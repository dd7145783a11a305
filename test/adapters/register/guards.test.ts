import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { ENGINES, withRegister, type Opened } from "./databases.ts";
import { AT, change, given, hash, instant, invoice, issue, numbered, rendered, usd } from "./reservations.ts";

/** A register with an issued, a void, a rendered and a numbered document, and a payment. */
const furnished = async ({ register }: Opened): Promise<void> => {
  const { documents, payments } = register;
  await issue(register, invoice("issued"), invoice("void"), invoice("paid"));
  await documents.voidDocument("void", change());
  await documents.reserve(
    [numbered(invoice("rendered")), numbered(invoice("numbered")), given(invoice("given"), "X-1")],
    change(),
  );
  await documents.recordRendered([rendered("rendered")], change());
  await documents.recordIssued(
    [{ id: "issued", deliveries: [{ key: "k", documentId: "issued", kind: "document", recipients: ["a@b.example"] }] }],
    change(),
  );
  await payments.begin({
    id: "try",
    documentId: "paid",
    month: { accountId: "A-1", currency: usd(0n).currency, month: "2026-05" },
    amount: usd(1_100n),
    cardLimit: usd(10_000n),
    at: AT,
    expiresAt: instant("2026-05-11T00:00:00Z"),
  });
  await payments.attachSession("try", { session: "cs_1", url: "https://pay.example/1" });
  await payments.apply({ eventId: "e1", at: AT, documentId: "paid", attemptId: "try", result: "succeeded" }, []);
};

const COLUMNS = "ordinal, id, number, series, serial, link_url, link_key, link_token";

/** A copy of a document's row with other values in some columns. */
const copyOf = (id: string, changed: Readonly<Record<string, string>>, verb = "insert into"): string => {
  const columns = DOCUMENT.split(" ");
  const values = columns.map((column) => changed[column] ?? (COLUMNS.includes(column) ? "null" : column));
  return `${verb} document (${columns.join(", ")}) select ${values.join(", ")} from document where id = '${id}'`;
};

const DOCUMENT =
  "id kind run place entity account_id customer_name country region locale issue_date due_date input_hash profile_hash toolset " +
  "currency net tax total due card_paid methods link_url link_key link_mode link_token link_reference number series serial state " +
  "payment content_hash numbered_at issued_at delivered_at paid_at";

const NEW = { id: "'new'", number: "'X-9'", link_mode: "null", link_reference: "null", state: "'numbered'" };
const NUMBER_5 = { ...NEW, number: "'INV-US-2026-000005'", series: "'us/invoice/2026'", serial: "5" };

/** What an attacker, or a careless operator, would type. */
const ATTACKS: Readonly<Record<string, string>> = {
  "[J-ALL-1] a number a second time": copyOf("numbered", { ...NEW, number: "'INV-US-2026-000001'" }),
  "[J-ALL-1] a serial a second time": copyOf("numbered", { ...NUMBER_5, number: "'X-8'" }),
  "[J-ALL-1] a number that is not written as its series": copyOf("numbered", {
    ...NUMBER_5,
    number: "'INV-US-2026-5'",
  }),
  "[J-ALL-1] a serial that the series has not given": copyOf("numbered", {
    ...NUMBER_5,
    number: "'INV-US-2026-000007'",
    serial: "7",
  }),
  "[J-ALL-1] an invoice without a number": copyOf("numbered", { ...NEW, number: "null" }),
  "[J-ALL-1] a document that is deleted": "delete from document where id = 'numbered'",
  "[J-ALL-1] a number that is changed": "update document set number = 'X-2' where id = 'given'",
  "[J-ALL-1] a series that goes back": "update series set next = 1",
  "[J-ALL-1] a series that is written otherwise": "update series set prefix = 'BILL-'",
  "[J-ALL-1] a series that is deleted": "delete from series",
  "[J-ALL-1] a series that begins in the middle":
    "insert into series (key, prefix, digits, next) values ('k', 'P-', 4, 5)",
  "[B3] a link a second time": copyOf("numbered", {
    ...NEW,
    link_url: "link_url",
    link_key: "link_key",
    link_mode: "link_mode",
  }),
  "[B3] a token a second time": copyOf("numbered", {
    ...NEW,
    link_url: "'https://x.example/'",
    link_key: "'https://x.example/'",
    link_mode: "link_mode",
    link_token: "link_token",
  }),
  "[B3] a link that is changed": "update document set link_url = 'https://evil.example/' where id = 'numbered'",
  "an id a second time": copyOf("numbered", { ...NEW, id: "id" }),
  "a document that begins as issued": copyOf("issued", { ...NEW, state: "'issued'" }),
  "[A20] the total of a numbered document": "update document set total = 1 where id = 'numbered'",
  "[A20] the total of an issued document": "update document set total = 1 where id = 'issued'",
  "[A20] the due date of an issued document": "update document set due_date = '2027-01-01' where id = 'issued'",
  "[A20] the customer of an issued document": "update document set customer_name = 'X' where id = 'issued'",
  "[A20] the methods of an issued document": "update document set methods = 'card' where id = 'issued'",
  "[A20] the content of an issued document": `update document set content_hash = '${hash("0")}' where id = 'issued'`,
  "[A20] the profile of an issued document": "update document set profile_hash = 'x' where id = 'issued'",
  "[A20] the content of a document that was issued and is void": `update document set content_hash = '${hash("0")}' where id = 'void'`,
  "[A20] a file of an issued document that is changed":
    "update document_file set sha256 = name where document = 'issued'",
  "[A20] a file of an issued document that is exchanged": `update document_file set sha256 = '${hash("0")}' where document = 'issued'`,
  "[A20] a file of an issued document that is deleted": "delete from document_file where document = 'issued'",
  "[A20] a file of a void document that is deleted": "delete from document_file where document = 'void'",
  "[A20] a file more for an issued document": `insert into document_file (document, format, name, sha256, bytes) values ('issued', 'html', 'x', '${hash("0")}', 1)`,
  "[A20] a file that is moved to an issued document":
    "update document_file set document = 'issued', format = 'html' where document = 'rendered' and format = 'pdf'",
  "a state that goes back": "update document set state = 'rendered' where id = 'issued'",
  "a state that jumps": "update document set state = 'issued' where id = 'numbered'",
  "a void document that comes back": "update document set state = 'issued' where id = 'void'",
  "a state that there is not": "update document set state = 'lost' where id = 'numbered'",
  "a moment of issue that changes": "update document set issued_at = '2026-01-01T00:00:00.000Z' where id = 'issued'",
  "an amount without its currency": copyOf("numbered", { ...NEW, currency: "null" }),
  "[A9] a statement with money": copyOf("numbered", {
    ...NEW,
    kind: "'usage-statement'",
    number: "null",
    methods: "''",
  }),
  "a paid document that is open again": "update document set payment = 'open', paid_at = null where id = 'paid'",
  "a paid document that is void": "update document set state = 'void' where id = 'paid'",
  "paid without a time": "update document set payment = 'paid' where id = 'issued'",
  "an audit row that is changed": "update audit set actor = 'nobody'",
  "an audit row that is deleted": "delete from audit",
  "[B5] a card total below nothing": "update card_total set paid = -1",
  "[B5] a hold below nothing": "update card_total set held = -1",
  "an event a second time": "insert into payment_event (id, at) values ('e1', 'x')",
  "an event that is changed": "update payment_event set result = 'failed'",
  "an event that is deleted": "delete from payment_event",
  "a payment that succeeded and is taken back":
    "update payment_attempt set status = 'failed', card_paid = 0 where id = 'try'",
  "a session a second time": `insert into payment_attempt (id, document, account_id, currency, month, amount, held, card_paid, status, session, begun_at)
    values ('try2', 'paid', 'A-1', 'USD', '2026-05', 1, 0, 0, 'abandoned', 'cs_1', 'x')`,
  "[B10] more than four digits of a card": "update payment_attempt set method_last4 = '4242424242424242'",
  "a delivery a second time": `insert into delivery (key, document, kind, recipients, status, queued_at) values ('k', 'issued', 'document', '[]', 'queued', 'x')`,
  "a delivery of an unknown document": `insert into delivery (key, document, kind, recipients, status, queued_at) values ('k2', 'nobody', 'document', '[]', 'queued', 'x')`,
  "a toolset that is changed": "update toolset set version = '9'",
};

/** What one engine alone would let through. */
const OWN_ATTACKS: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  sqlite: {
    "a document that is replaced": copyOf("issued", { ...NEW, id: "id" }, "insert or replace into"),
    "a document whose number is taken by a replacement": copyOf(
      "numbered",
      { ...NEW, number: "'INV-US-2026-000001'" },
      "insert or replace into",
    ),
    "an audit row that is replaced":
      "insert or replace into audit (serial, at, actor, action) values (1, 'x', 'nobody', 'nothing')",
    "an event that is replaced": "insert or replace into payment_event (id, at) values ('e1', 'x')",
    "a text where a number belongs": "update document_file set bytes = 'many' where document = 'rendered'",
  },
  postgres: {
    "all documents at once": "truncate document cascade",
    "the whole trail at once": "truncate audit",
    "all series at once": "truncate series cascade",
    "all events at once": "truncate payment_event",
  },
};

describe.each<Engine>(ENGINES)("%s itself refuses", (engine) => {
  test("every change that must never be", async () => {
    await withRegister(engine, async (opened) => {
      await furnished(opened);
      const tables = ["document", "document_file", "series", "audit", "card_total", "payment_attempt", "payment_event"];
      const contents = () => Promise.all(tables.map((table) => opened.run(`select * from ${table} order by 1, 2`)));
      const before = await contents();
      const passed: string[] = [];
      for (const [what, statement] of Object.entries({ ...ATTACKS, ...OWN_ATTACKS[engine] })) {
        const refusal = await opened.run(statement).then(
          () => "passed",
          (error: unknown) => String(error),
        );
        if (!/constraint|unique|kept|keeps|once|change|forwards|stay|given|begin|check|cannot store/i.test(refusal)) {
          passed.push(`${what}: ${refusal}`);
        }
      }
      expect(passed).toEqual([]);
      expect(await contents()).toEqual(before);
    });
  });

  test("nothing that is rightly done", async () => {
    await withRegister(engine, async (opened) => {
      await furnished(opened);
      await opened.run(
        "update document set state = 'delivered', delivered_at = '2026-05-11T00:00:00.000Z' where id = 'issued'",
      );
      await opened.run(copyOf("numbered", NEW));
      await opened.run("update document set state = 'void' where id = 'rendered'");
      await opened.run("update delivery set status = 'sent', sent_at = '2026-05-11T00:00:00.000Z'");
      expect(await opened.register.documents.findByNumber("X-9")).toMatchObject({ id: "new" });
    });
  });

  test("[J-ALL-1] serials that a tampered series jumped over are found", async () => {
    await withRegister(engine, async (opened) => {
      await furnished(opened);
      expect(await opened.register.documents.gaps()).toEqual([]);
      await opened.run("update series set next = 8");
      expect(await opened.register.documents.gaps()).toEqual([
        { series: "us/invoice/2026", serial: 6 },
        { series: "us/invoice/2026", serial: 7 },
      ]);
    });
  });
});
