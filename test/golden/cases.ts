import { existsSync, readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { LOCALES } from "../../src/kernel/party.ts";

const caseSchema = z.strictObject({
  /** A sentence: what the case shows. */
  title: z.string().min(1),
  /** Rules that a reader can see at work in it. */
  shows: z.array(z.string().regex(/^([A-F]\d+|J-[A-Z]+-\d+)$/)),
  /** Path of the issuer's profile, from the project's root. */
  issuer: z.string(),
  /** Another language than the document's own: a translation copy. */
  locale: z.enum(LOCALES).optional(),
  copy: z.literal("duplicate").optional(),
  /** The document is rendered as a preview of that day (rule F4). */
  preview: z.strictObject({ today: z.iso.date() }).optional(),
  /** The documents are issued, and the case is the statement of the account that they make with these payments. */
  accountStatement: z
    .strictObject({
      asOf: z.iso.date(),
      from: z.iso.date().optional(),
      /** Numbers of documents that are void. */
      void: z.array(z.string()).default([]),
      payments: z.array(
        z.strictObject({
          date: z.iso.date(),
          amount: z.string(),
          number: z.string(),
          method: z.strictObject({ kind: z.enum(["card", "bank"]), brand: z.string(), last4: z.string() }).optional(),
          status: z.enum(["received", "failed"]),
        }),
      ),
    })
    .optional(),
  /** Keep pictures of the pages too: for cases whose look matters. */
  pictures: z.boolean().default(false),
  /** The input is refused; 1-issues.json says why. */
  expectIssues: z.boolean().default(false),
});

/** A folder of golden/ with a case.json. Its name is its path there: "de-annual-overage", "contract-year/2-may". */
export type GoldenCase = z.output<typeof caseSchema> & {
  readonly name: string;
  readonly folder: string;
  readonly input: string;
  readonly overlay?: string;
};

export const GOLDEN = "golden";

/** All cases, found by their folders; a folder without a case.json is a story of several. */
export const findCases = (root = GOLDEN): readonly GoldenCase[] => {
  const folders = foldersOf(root).flatMap((name) =>
    existsSync(`${root}/${name}/case.json`) ? [name] : foldersOf(`${root}/${name}`).map((part) => `${name}/${part}`),
  );
  return folders.map((name) => readCase(root, name));
};

const foldersOf = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];

const readCase = (root: string, name: string): GoldenCase => {
  const folder = `${root}/${name}`;
  const parsed = caseSchema.safeParse(JSON.parse(readFileSync(`${folder}/case.json`, "utf8")));
  if (!parsed.success) throw new Error(`${folder}/case.json: ${z.prettifyError(parsed.error)}`);
  const input = INPUTS.map((file) => `${folder}/${file}`).find((path) => existsSync(path));
  if (input === undefined) throw new Error(`${folder} has no ${INPUTS.join(" or ")}`);
  const overlay = `${folder}/${OVERLAY}`;
  return { ...parsed.data, name, folder, input, ...(existsSync(overlay) && { overlay }) };
};

const INPUTS = ["input.json", "input.jsonl"] as const;
const OVERLAY = "overlay.json";

/** What people write into a case's folder; everything else there is made. */
export const WRITTEN_BY_HAND: readonly string[] = ["case.json", ...INPUTS, OVERLAY];
