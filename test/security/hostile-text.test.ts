import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pointerOf, type Path } from "../../src/intake/pointer.ts";
import { BASES, fieldsOf, withText, type Base } from "./bases.ts";
import { differences, unfitWords } from "./literally.ts";
import { linesOf, makeAll, type Made } from "./outputs.ts";
import { PAYLOADS, WORD } from "./payloads.ts";

type Pair = { readonly field: Path; readonly payload: string; readonly text: string };
type Tried = Pair & { readonly made: Made; readonly plain: Made };

const attempt = async (base: Base): Promise<readonly Tried[]> => {
  const fields = fieldsOf(base);
  const plain = await makeAll({ text: linesOf(fields.map((field) => withText(base, field, WORD))) });
  const pairs = fields.flatMap((field, index) =>
    PAYLOADS.map(({ name, text }) => ({ field, payload: name, text, plain: plain[index] })),
  );
  const made = await makeAll({ text: linesOf(pairs.map(({ field, text }) => withText(base, field, text))) });
  return pairs.flatMap((pair, index) => {
    const { plain: without } = pair;
    const one = made[index];
    return one === undefined || without === undefined ? [] : [{ ...pair, made: one, plain: without }];
  });
};

const faultsOf = ({ field, payload, text, made, plain }: Tried): readonly string[] => {
  const where = `${pointerOf(field)}, ${payload}: `;
  if (!made.ok) return unfitWords(made).map((fault) => `${where}refused with ${fault}`);
  if (!plain.ok) return isLink(field, text) ? [] : [`${where}taken, though an innocent word is not`];
  return differences(plain.written, made.written, text).map((output) => `${where}read as more than text in ${output}`);
};

/** The address of a fiscal document (J-ALL-9) may be any https address, and an innocent word is none. */
const isLink = (field: Path, text: string): boolean => pointerOf(field) === "/fiscal/link" && text.startsWith("https:");

/** HTML, text, JSON, explain, manifest; of a mail subject, HTML and text. */
const outputsOf = ({ made }: Tried): number => (made.ok ? 5 + 3 * made.written.mails.length : 0);

/** The rows of the page's tables, which say how much is tried. */
const documented = readFileSync("docs/security.md", "utf8").replaceAll(/ +/g, " ").split("\n");

describe("every hostile text in every field of a document is printed literally or refused, in files and in mails", () => {
  test.each(BASES)("$name", async (base) => {
    expect((await makeAll({ text: linesOf([base.document]) }))[0]).toMatchObject({ ok: true });
    const tried = await attempt(base);
    const fields = fieldsOf(base).length;
    expect(tried).toHaveLength(fields * PAYLOADS.length);
    expect(tried.flatMap(faultsOf)).toEqual([]);
    const printed = tried.filter(({ made }) => made.ok).length;
    const outputs = tried.reduce((sum, one) => sum + outputsOf(one), 0);
    // A field or an output that falls out of the matrix is seen by its counts.
    const counts = [fields, tried.length, printed, outputs].map((count) => count.toLocaleString("en-US"));
    expect(documented).toContain(`| ${[base.name, ...counts].join(" | ")} |`);
  });
});
