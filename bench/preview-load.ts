import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Server } from "./bench-server.ts";

const SAMPLE: unknown = JSON.parse(readFileSync(new URL("../golden/us-one-line/input.json", import.meta.url), "utf8"));

/** What came of the previews of a round: how long the answered ones took in milliseconds, and how the others ended. */
export type PreviewLoad = { readonly answered: readonly number[]; readonly busy: number; readonly failed: number };

type Asking = { readonly bearer: string; readonly clients: number; readonly seconds: number };

/** Clients who each ask for HTML and PDF of a draft, again and again; one who is told that all places are taken waits as told. */
export const previewLoad = async ({ base }: Server, { bearer, clients, seconds }: Asking): Promise<PreviewLoad> => {
  const end = performance.now() + seconds * 1_000;
  const answered: number[] = [];
  let busy = 0;
  let failed = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const start = performance.now();
      const answer = await fetch(`${base}/api/preview`, {
        method: "POST",
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
        body: JSON.stringify({ input: SAMPLE, formats: ["html", "pdf"] }),
      });
      await answer.arrayBuffer();
      if (answer.status === 200) answered.push(performance.now() - start);
      else if (answer.status === 503) busy += 1;
      else failed += 1;
      if (answer.status !== 200) await wait(1_000 * Number(answer.headers.get("retry-after") ?? 1));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { answered: answered.toSorted((one, other) => one - other), busy, failed };
};

export const previewText = ({ answered, busy, failed }: PreviewLoad, seconds: number): string => {
  const at = (share: number): string => (answered[Math.floor(answered.length * share)] ?? 0).toFixed(0);
  return [
    `  ${(answered.length / seconds).toFixed(1)} previews/s`,
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
    `${busy} told to wait, ${failed} failed`,
  ].join("; ");
};
