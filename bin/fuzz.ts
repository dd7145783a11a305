import { parseArgs } from "node:util";
import { runTests } from "./run-tests.ts";

/** Documents at random, as many as wanted: `npm run fuzz -- --runs 10000`. A failure prints the seed that makes it again. */
const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" } } });
runTests(["test/fuzz"], { FUZZ_RUNS: values.runs });
