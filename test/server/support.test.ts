import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DRAFT, NOW, serveSupport, type SupportServing } from "./support-serving.ts";

let serving: SupportServing;
let key: string;
let readOnly: string;

beforeAll(async () => {
  serving = await serveSupport();
  key = await serving.key();
  readOnly = await serving.key({ scopes: ["documents:read"] });
});
afterAll(() => serving.close());

const ask = async (path: string, body?: unknown, bearer: string = key): Promise<unknown> =>
  (await serving.ask(path, bearer, body)).json();
const status = async (path: string, bearer: string, body?: unknown): Promise<number> => {
  const response = await serving.ask(path, bearer, body);
  await response.arrayBuffer();
  return response.status;
};

describe("a preview", () => {
  test("[F4] is marked, and has neither number, due date nor link, in every look", async () => {
    const formats = ["html", "text", "email"];
    const answer = await ask("/api/preview", { input: { ...DRAFT, number: "INV-999" }, formats });
    expect(answer).toMatchObject({ id: "june", kind: "invoice", locale: "en-US", paper: "Letter" });
    const printed = JSON.stringify(answer);
    expect(printed).toContain("PREVIEW – not an invoice");
    expect(printed).not.toContain("INV-999");
    expect(printed).not.toContain("pay.meridian.example");
    expect(printed).not.toContain("Due date");
  });

  test("is in the language, on the paper and of the day that are asked for", async () => {
    const asked = { locale: "ja-JP", paper: "A4", today: "2026-06-10", formats: ["text", "html"] };
    const answer = await ask("/api/preview", { input: DRAFT, ...asked });
    expect(answer).toMatchObject({
      locale: "ja-JP",
      paper: "A4",
      files: { text: expect.stringContaining("2026年6月9日"), html: expect.stringContaining("size: A4") },
    });
  });

  test("takes text as well as a value, a vendor's data with its overlay, and one of several records", async () => {
    const lines = [DRAFT, { ...DRAFT, id: "second" }].map((one) => JSON.stringify(one)).join("\n");
    expect(await ask("/api/preview", { input: lines, record: 2, formats: [] })).toMatchObject({
      id: "second",
      records: [
        { record: 1, id: "june", line: 1 },
        { record: 2, id: "second", line: 2 },
      ],
      files: {},
    });
    expect(await ask("/api/preview", { input: "{}", overlay: "[", formats: [] })).toMatchObject({
      status: 422,
      issues: [{ file: "overlay", line: 1 }],
    });
  });

  test("that is refused tells all that is wrong, each with its rule and its line in the text", async () => {
    const input = JSON.stringify(
      { ...DRAFT, currency: "CHF", lines: [{ ...Object(DRAFT["lines"])[0], rate: "-1" }] },
      null,
      1,
    );
    const response = await serving.ask("/api/preview", key, { input });
    const problem = await response.json();
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(problem.issues).toMatchObject([
      { rule: "A1", at: "/currency", message: '"CHF" is not billed', file: "input" },
      { rule: "A19", at: "/lines/0/rate", file: "input" },
    ]);
    for (const { line, at } of problem.issues) {
      expect(input.split("\n")[line - 1]).toContain(`"${String(at).split("/").at(-1)}"`);
    }
  });

  test("is given to who may preview, and to nobody else (F3)", async () => {
    expect(await status("/api/preview", readOnly, { input: DRAFT })).toBe(403);
    expect(await status("/api/preview", "", { input: DRAFT })).toBe(401);
  });

  test("shows the key of each word where that is asked for", async () => {
    const answer = await ask("/api/preview", { input: DRAFT, words: "keys", formats: ["text"] });
    expect(answer).toMatchObject({ files: { text: expect.stringContaining("summary.previewTotal") } });
  });
});

describe("an explanation", () => {
  test("[A6, A10] of a line tells its source, reckoning, exact value, rounding and rules", async () => {
    const input = JSON.stringify(DRAFT, null, 2);
    expect(await ask("/api/explain", { source: { input }, line: "1" })).toMatchObject({
      trail: expect.stringContaining("80 × 75.00"),
      line: { id: "users", reckoned: "80 × 75.00", exact: "6000", amount: "6000.00", rounding: "nothing to round" },
    });
    expect(await ask("/api/explain", { source: { document: "may" }, line: "calls" })).toMatchObject({
      line: {
        exact: "4.9533",
        amount: "4.95",
        rounding: "rounded once, half away from zero",
        rules: expect.arrayContaining([{ id: "A10", words: expect.stringContaining("half away from zero") }]),
      },
    });
  });

  test("of an issued document asks for the permission to see it (F3)", async () => {
    const previewer = await serving.key({ scopes: ["documents:preview"] });
    const limited = await serving.key({ accounts: ["A-2"] });
    const body = { source: { document: "may" } };
    expect(await status("/api/explain", previewer, body)).toBe(403);
    expect(await status("/api/explain", limited, body)).toBe(404);
    expect(await status("/api/explain", key, body)).toBe(200);
  });
});

describe("a comparison", () => {
  test("of this month with last tells in words what became of it", async () => {
    expect(await ask("/api/compare", { before: { document: "april" }, after: { document: "may" } })).toMatchObject({
      summary: expect.arrayContaining([
        "1 line changed",
        "net +150.00 USD",
        "issue date +30 days",
        "due date +30 days",
      ]),
      same: 1,
      periods: [{ lines: 2 }],
    });
  });

  test("of a draft with what was issued tells lines that came and went", async () => {
    expect(await ask("/api/compare", { before: { document: "may" }, after: { input: DRAFT } })).toMatchObject({
      added: [{ id: "storage", amount: "1.80 USD" }],
      removed: [{ id: "calls", amount: "4.95 USD" }],
      changed: [{ before: { id: "users" }, difference: "-150.00 USD" }],
    });
  });

  test("says on which side something is wrong", async () => {
    expect(await ask("/api/compare", { before: { document: "may" }, after: { input: "{" } })).toMatchObject({
      status: 422,
      issues: [{ file: "after input" }],
    });
  });
});

describe("documents of the register", () => {
  test("are found by number, id and account, the newest first", async () => {
    expect(await ask("/api/documents?text=A-1")).toMatchObject({
      documents: [{ id: "unmailed" }, { id: "may" }, { id: "april" }],
      more: false,
    });
    expect(await ask("/api/documents?text=INV-US-2026-000002")).toMatchObject({
      documents: [{ id: "may", number: "INV-US-2026-000002", amount: "6154.95", currency: "USD", payment: "open" }],
    });
    expect(await ask("/api/documents?from=2026-05-01&to=2026-05-31&payment=paid")).toMatchObject({ documents: [] });
  });

  test("[F3] are those of the key's accounts, and of others it does not learn that they are", async () => {
    const limited = await serving.key({ accounts: ["A-2"] });
    expect(await ask("/api/documents", undefined, limited)).toMatchObject({
      documents: [{ id: "other" }],
      more: false,
    });
    for (const path of ["/api/documents/may", "/api/documents/may/files/text", "/api/documents/nowhere"]) {
      expect(await status(path, limited)).toBe(404);
    }
  });

  test("tell to whom they went and when, and their history", async () => {
    expect(await ask("/api/documents/may")).toMatchObject({
      number: "INV-US-2026-000002",
      deliveries: [{ key: "document/may", status: "queued", recipients: ["ap@harborfinch.example"] }],
      history: expect.arrayContaining([expect.objectContaining({ action: "issued" })]),
    });
  });

  test("[A20] are seen byte for byte as they were issued, and the look is noted", async () => {
    const response = await serving.ask("/api/documents/INV-US-2026-000001/files/text", key);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const registered = (await serving.doors.register.documents.find(["april"])).get("april");
    const file = registered?.files.find(({ format }) => format === "text");
    expect(bytes).toEqual(await serving.doors.store.read(file?.sha256 ?? ""));
    const audit = await serving.doors.register.audit.entries("april");
    expect(audit.at(-1)).toMatchObject({ action: "downloaded", actor: expect.stringMatching(/^key /) });
    expect(await status("/api/documents/april/files/pdf", key)).toBe(404);
  });
});

describe("sending again", () => {
  const reason = { reason: "the customer lost it" };

  test("waits while the first mail is on its way, is refused where nobody gets mails, and needs its scope", async () => {
    expect(await ask("/api/documents/april/resend", reason)).toMatchObject({
      status: 409,
      issues: [{ message: "INV-US-2026-000001 is on its way already" }],
    });
    expect(await ask("/api/documents/unmailed/resend", reason)).toMatchObject({
      status: 409,
      issues: [{ rule: "F2" }],
    });
    expect(await status("/api/documents/april/resend", readOnly, reason)).toBe(403);
    expect(await status("/api/documents/april/resend", key, {})).toBe(400);
  });

  test("[F2, A20] queues the issued document under a new key, once for two clicks, with the reason in the audit", async () => {
    const { deliveries, audit } = serving.doors.register;
    await send("document/april");
    const answers = await Promise.all([1, 2].map(() => serving.ask("/api/documents/april/resend", key, reason)));
    expect(answers.map((answer) => answer.status)).toEqual(expect.arrayContaining([202, 409]));
    expect((await deliveries.of("april")).map(({ key: name, status: state }) => [name, state])).toEqual([
      ["document/april", "sent"],
      ["document/april/2", "queued"],
    ]);
    expect((await audit.entries("april")).at(-1)).toMatchObject({
      action: "mail queued again",
      reason: "the customer lost it",
      details: { delivery: "document/april/2", recipients: "ap@harborfinch.example" },
    });
  });

  test("[A20] is refused for a void document, which would ask for money that is not owed", async () => {
    const { documents } = serving.doors.register;
    await documents.voidDocument("other", { by: { name: "test" }, at: NOW });
    expect(await ask("/api/documents/other/resend", reason)).toMatchObject({ status: 409, issues: [{ rule: "A20" }] });
  });

  const send = async (delivery: string): Promise<void> => {
    const { deliveries } = serving.doors.register;
    await deliveries.claim({ key: delivery }, { by: "p", at: NOW });
    const settlement = { kind: "sent", answer: "250 ok", accepted: ["ap@harborfinch.example"], refused: [] } as const;
    await deliveries.settle({ key: delivery, by: "p" }, settlement, { by: { name: "test" }, at: NOW });
  };
});
