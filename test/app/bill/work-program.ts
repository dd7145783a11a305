import { openQueue } from "../../../src/adapters/queue.ts";
import { openChunkWorker } from "../../../src/app/bill/work.ts";
import { fakeWorld, LIMITS } from "../fake-world.ts";
import { closeDoors } from "./billing.ts";
import { openSite, SHORT } from "./queueing.ts";
import { watchedDoors } from "./step-world.ts";

/**
 * A worker in a process of its own, which works until nothing is left, or kills itself at the step with the ordinal that
 * it is given: node work-program.ts ADDRESS FOLDER [ORDINAL].
 */
const [, , address = "", folder = "", ordinal] = process.argv;
const killAt = ordinal === undefined ? Infinity : Number(ordinal);
let steps = 0;

const onStep = (): void => {
  steps += 1;
  if (steps === killAt) process.kill(process.pid, "SIGKILL");
};

const doors = await openSite({ address, folder });
const queue = await openQueue(address, SHORT);
const chunks = openChunkWorker(fakeWorld({}), watchedDoors(doors, onStep), { actor: { name: "test" }, limits: LIMITS });
await queue.work({
  worker: `worker-${process.pid}`,
  stop: new AbortController().signal,
  until: "drained",
  atOnce: 2,
  handle: async (job) => {
    onStep();
    const handled = await chunks.handle(job);
    onStep();
    return handled;
  },
  tell: () => {},
});
await queue.close();
await chunks.close();
await closeDoors(doors);
