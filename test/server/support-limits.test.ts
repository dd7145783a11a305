import { expect, test } from "vitest";
import { fail, type Result } from "../../src/kernel/result.ts";
import { SUPPORT_LIMITS } from "../../src/server/support/support-routes.ts";
import { DRAFT, serveSupport } from "./support-serving.ts";

test("so many questions are answered at once; the next is told when to come again, and nothing is refused after that", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let begun = 0;
  const everybodyIn = Promise.withResolvers<void>();
  const wait = async (): Promise<Result<never>> => {
    begun += 1;
    if (begun === SUPPORT_LIMITS.questions) everybodyIn.resolve();
    await released;
    return fail({ rule: null, at: "", message: "drawing took longer than 20 seconds", file: "input" });
  };
  const serving = await serveSupport({
    world: (world) => ({
      ...world,
      answering: () => ({ preview: wait, explain: wait, compare: wait, close: async () => {} }),
    }),
  });
  try {
    const key = await serving.key();
    const ask = () => serving.ask("/api/preview", key, { input: DRAFT });
    const waiting = Array.from({ length: SUPPORT_LIMITS.questions }, ask);
    await everybodyIn.promise;
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    release();
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422));
    expect((await ask()).status).toBe(422);
  } finally {
    await serving.close();
  }
});

test("a question is as large as a large document of each side, and no larger", async () => {
  const serving = await serveSupport();
  try {
    const key = await serving.key();
    const answer = await serving.ask("/api/preview", key, { input: " ".repeat(9 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  } finally {
    await serving.close();
  }
});
