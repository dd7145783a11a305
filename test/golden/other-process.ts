import { createHash } from "node:crypto";
import { findCases, type GoldenCase } from "./cases.ts";
import { makeCase } from "./make-case.ts";

/** The hash of each file that the stages make of a case; of one that cannot be made, why. */
const hashesOf = async (golden: GoldenCase): Promise<Readonly<Record<string, string>>> => {
  try {
    const { files } = await makeCase(golden);
    return Object.fromEntries(
      [...files].map(([file, content]) => [file, createHash("sha256").update(content).digest("hex")]),
    );
  } catch (error) {
    return { failed: String(error) };
  }
};

/**
 * Makes every case once more and prints {"demo-seattle": {"5-invoice.pdf": "…"}}.
 * The runner starts it under another time zone and language and compares.
 */
const hashes: Record<string, Readonly<Record<string, string>>> = {};
for (const golden of findCases()) hashes[golden.name] = await hashesOf(golden);
process.stdout.write(JSON.stringify(hashes));
