import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ISSUER, type Place } from "./bench-server.ts";
import { measure } from "./processes.ts";

const SAMPLE: object = JSON.parse(readFileSync(new URL("../golden/us-one-line/input.json", import.meta.url), "utf8"));

type Batch = { readonly folder: string; readonly run: string; readonly documents: number };

/** A billing run of new documents in a process of one worker, beside the server on the same register; how it went. */
export const batchLoad = async (place: Place, { folder, run, documents }: Batch): Promise<string> => {
  const input = join(folder, `${run}.jsonl`);
  const lines = Array.from({ length: documents }, (_, index) =>
    JSON.stringify({
      ...SAMPLE,
      id: `${run}-${index}`,
      number: undefined,
      payment: { link: `https://pay.meridian.example/i/${run}-${index}` },
    }),
  );
  writeFileSync(input, `${lines.join("\n")}\n`);
  const options = ["--run", run, "--issuer", ISSUER, "--format", "pdf", "--workers", "1", "--quiet"];
  const { seconds, megabytes } = await measure(["bill", input, ...options, "--report", join(folder, `${run}.html`)], {
    processes: 1,
    environment: { DATABASE_URL: place.register, BILLWRIGHT_STORE: place.store },
  });
  return `  ${(documents / seconds).toFixed(1)} documents/s billed beside it, ${documents} in all, at ${megabytes.toFixed(0)} MB at most`;
};
