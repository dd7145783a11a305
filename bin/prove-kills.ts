import { parseArgs } from "node:util";
import { runTests } from "./run-tests.ts";

/** A billing run killed at each of its steps and as often as wanted at any moment, on one machine and on the queue: `npm run prove:kills -- --kills 100`. */
const { values } = parseArgs({ options: { kills: { type: "string", default: "100" } } });
runTests(["test/app/bill/kill.test.ts", "test/app/bill/queue-kill.test.ts"], {
  KILL_EVERY_STEP: "1",
  KILLS: values.kills,
});
