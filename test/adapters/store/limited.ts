import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../../src/adapters/store.ts";
import { blobAt } from "./keeping.ts";

/**
 * A process that tries to keep a blob and prints what came of it: `node limited.ts FOLDER BYTES [LEFTOVER]`. With the name
 * of a left-over file it writes that, takes the folder's write permission away and gives up its own rights, all before.
 */
const [folder = "", bytes = "", leftOver] = process.argv.slice(2);

const tell = async (work: () => Promise<string>): Promise<void> => {
  try {
    console.log(await work());
  } catch (error) {
    console.log(error instanceof Error ? `${error.name}: ${error.message}` : "no error of any sort");
  }
};

const opened = await openStore(folder);
if (!opened.ok) throw new Error("the folder is no address");
const { value: store } = opened;
if (leftOver !== undefined) {
  writeFileSync(join(folder, leftOver), "half");
  chmodSync(folder, 0o555);
  // The superuser may write everywhere; whoever else runs this may give up nothing, and need not.
  if (process.geteuid?.() === 0) process.seteuid?.(65_534);
}
const blob = blobAt(0, 0).subarray(0, Number(bytes));
await tell(async () => (await store.keep([blob])).map(({ found }) => found).join());
await tell(async () => `read ${(await store.read("0".repeat(64)))?.length}`);
await tell(async () => {
  const again = await openStore(folder);
  return again.ok ? "opened again" : "refused";
});
