/**
 * How many documents at random each property sees: a few in every test run, as many as wanted by `npm run fuzz -- --runs N`.
 * Seeds are new each time; a failure prints its seed and the document.
 */
const wanted = Number(process.env["FUZZ_RUNS"] ?? 0);

export const RUNS = {
  figures: Math.max(60, wanted),
  refusals: Math.max(80, wanted),
  pages: Math.max(8, wanted),
  bytes: Math.max(2, Math.ceil(wanted / 10)),
} as const;
