import { fail, succeed, type Result } from "../../kernel/result.ts";
import type { FileReceipt } from "../outcome.ts";
import { publishAll, stageAll, type NamedFile } from "../publish.ts";
import { inspectIn, type RenderTarget } from "../render.ts";
import type { World } from "../world.ts";

/** Files into a folder beside what is there, all of them or none; the manifest of a rendering run stays as it is. */
export const writeFiles = async (
  files: readonly NamedFile[],
  target: RenderTarget,
  { outputs, digest }: Pick<World, "outputs" | "digest">,
): Promise<Result<readonly FileReceipt[]>> => {
  const folder = await outputs.open(target.path);
  try {
    const { write, issues } = await inspectIn(folder, target)(files);
    if (issues.length > 0) return fail(...issues);
    await publishAll(folder, await stageAll(folder, write));
    await folder.sync();
    return succeed(files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: digest(bytes) })));
  } finally {
    await folder.close();
  }
};
