import type { Outputs } from "./world.ts";

/** One file under a path of the caller's choice: whole or not at all, in place of what stood there. */
export const writeFile = async (outputs: Outputs, path: string, bytes: Uint8Array): Promise<void> => {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  const folder = await outputs.open(end < 0 ? "." : path.slice(0, Math.max(end, 1)));
  try {
    await folder.publish(await folder.stage(bytes), path.slice(end + 1));
    await folder.sync();
  } finally {
    await folder.close();
  }
};
