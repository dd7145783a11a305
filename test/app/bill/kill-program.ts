import { fakeWorld } from "../fake-world.ts";
import { bill, closeDoors, inputText, openDoors } from "./billing.ts";
import { watchedDoors } from "./step-world.ts";

/**
 * A billing run in a process of its own, which kills itself at the step with the ordinal that it is given, or tells
 * the names of its steps: node kill-program.ts FOLDER [ORDINAL].
 */
const [, , folder = "", ordinal] = process.argv;
const killAt = ordinal === undefined ? Infinity : Number(ordinal);
const steps: string[] = [];

const onStep = (step: string): void => {
  steps.push(step);
  if (steps.length === killAt) process.kill(process.pid, "SIGKILL");
};

const doors = await openDoors(folder);
const world = fakeWorld({ "in.jsonl": inputText(folder) });
await bill({ world, doors: watchedDoors(doors, onStep) });
await closeDoors(doors);
process.stdout.write(`${JSON.stringify(steps)}\n`);
