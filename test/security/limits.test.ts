import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LIMITS } from "../../src/intake/rated-document.ts";
import { jsonLines, rawInvoice } from "../app/fake-world.ts";
import { endOf, MERIDIAN_FILE, startCli, temporaryFolder, type Ended } from "../cli/run-cli.ts";
import { rawLine } from "../documents.ts";
import { linesOf, makeAll } from "./outputs.ts";

const refusalsOf = async (...documents: readonly unknown[]): Promise<readonly string[]> =>
  (await makeAll({ text: linesOf(documents), formats: ["text"] })).map((made) => (made.ok ? "drawn" : made.stderr));

/** "Sales tax" and the reason why there is none, and the organisation's name. */
const OTHER_TEXTS = "Sales tax".length + "resale certificate A12".length + "harborfinch-prod".length;

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}\n`;

describe("what is over a limit is refused, with the limit named:", () => {
  test("lines of a document", async () => {
    const lines = Array.from({ length: LIMITS.lines + 1 }, (_, index) => rawLine({ id: `l${index}` }));
    expect(await refusalsOf(rawInvoice("a", { lines }))).toEqual([
      "in.jsonl:1  /lines  has too many entries: 10,001\n    at most 10,000\n",
    ]);
  });

  test.each([
    ["memo", { memo: "x".repeat(LIMITS.longText + 1) }, "/memo  is too long: 20,001 characters\n    at most 20,000\n"],
    [
      "description",
      { lines: [rawLine({ description: "x".repeat(LIMITS.longText + 1) })] },
      "/lines/0/description  is too long: 20,001 characters\n    at most 20,000\n",
    ],
    [
      "taxes",
      { taxes: Array.from({ length: 201 }, () => ({})) },
      "/taxes  has too many entries: 201\n    at most 200\n",
    ],
  ])("%s", async (_, fields, words) => {
    expect((await refusalsOf(rawInvoice("a", fields)))[0]).toContain(`in.jsonl:1  ${words}`);
  });

  const described = (count: number, last: number) =>
    Array.from({ length: count }, (_, index) =>
      rawLine({ id: `l${index}`, product: "p", description: "x".repeat(index + 1 < count ? 19_999 : last) }),
    );

  test("all texts of a document together, and at the limit they are taken", async () => {
    const most = described(LIMITS.totalText / 20_000, 19_999 - OTHER_TEXTS);
    const over = described(LIMITS.totalText / 20_000, 20_000 - OTHER_TEXTS);
    expect(await refusalsOf(rawInvoice("a", { lines: most }), rawInvoice("b", { lines: over }))).toEqual([
      "drawn",
      "in.jsonl:2  all texts of the document together are too long: 1,000,001 characters\n    at most 1,000,000\n",
    ]);
  });

  test("[A16] an organisation's name counts on each of its lines", async () => {
    const document = rawInvoice("a");
    const customer = Object.assign({}, document["customer"], {
      organisations: ["org-1", "org-2"].map((id) => ({ id, name: "x".repeat(1_000) })),
    });
    const lines = Array.from({ length: 1_000 }, (_, index) => rawLine({ id: `l${index}`, organisation: "org-2" }));
    const [words] = await refusalsOf({ ...document, customer, lines });
    expect(words).toContain("all texts of the document together are too long: 1,0");
  });

  test("objects in one another, however deep, and the next record is read", async () => {
    const text = [nested(LIMITS.depth + 1), nested(1_000_000), jsonLines([rawInvoice("a")])].join("");
    const made = await makeAll({ text, formats: ["text"] });
    expect(made.map((one) => (one.ok ? "drawn" : one.stderr))).toEqual([
      "in.jsonl:1  nested more than 32 levels deep\n",
      "in.jsonl:2  nested more than 32 levels deep\n",
      "drawn",
    ]);
  });
});

describe("at its limit a text is drawn in every format, whatever it is made of:", () => {
  const all = (piece: string): string => piece.repeat(Math.floor(LIMITS.longText / piece.length));
  test.each([
    ["one word", all("x")],
    ["brackets", all("([{<")],
    ["quotation marks and backslashes", all(`"\\'\``)],
    ["placeholders", all("{{a}} $t(b) {page} ")],
    ["lines of one letter", `${all("x\n")}x`.slice(1)],
    ["digits in groups, which look like cards", all("1234 567-8.")],
    ["letters with marks", all("e\u0301")],
    ["Japanese", all("東京、")],
  ])("%s", async (_, memo) => {
    const lines = [rawLine({ description: memo })];
    const [made] = await makeAll({
      text: linesOf([rawInvoice("a", { memo, lines })]),
      formats: ["html", "text", "json", "pdf"],
    });
    expect(made).toMatchObject({ ok: true });
  });
});

/** The process tells its peak memory itself when it ends. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));',
)}`;

const peakOf = ({ stderr }: Ended): number => Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024;

describe("memory does not grow with what comes in:", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** So many megabytes without an end of line, then a document. */
  const feed = async (megabytes: number): Promise<Ended> => {
    const args = ["render", "-", "--out", `out-${megabytes}`, "--format", "text", "--issuer", MERIDIAN_FILE];
    const child = startCli(args, { cwd: folder, before: TELL_MEMORY });
    const ended = endOf(child);
    const piece = " ".repeat(1024 * 1024 - 1) + "x";
    child.stdin.write(jsonLines([rawInvoice("first")]));
    for (let sent = 0; sent < megabytes; sent += 1) {
      if (!child.stdin.write(piece)) await new Promise((resolve) => child.stdin.once("drain", resolve));
    }
    child.stdin.end(`\n${jsonLines([rawInvoice("last")])}`);
    return ended;
  };

  test("a line of 200 megabytes is refused, its neighbours are drawn, and it is never held", async () => {
    const small = await feed(17);
    const large = await feed(200);
    for (const { code, stderr, stdout } of [small, large]) {
      expect(code).toBe(1);
      expect(stderr).toContain(`stdin:2  the line is longer than ${LIMITS.recordBytes} bytes`);
      expect(stdout).toContain("rendered 2, refused 1");
    }
    expect(peakOf(large)).toBeLessThan(peakOf(small) + 100);
  });
});
