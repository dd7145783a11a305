import { expect, test } from "vitest";
import { openRaw, statusIn } from "./raw.ts";
import { startServing } from "./serving.ts";

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

/** A server whose register answers when it is let. */
const startHeld = async (stopMs: number) => {
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const serving = await startServing({
    limits: { stopMs },
    doors: (doors) => {
      const { access } = doors.register;
      const findGrant: typeof access.findGrant = async (id) => {
        asked.resolve();
        await gate.promise;
        return access.findGrant(id);
      };
      return { ...doors, register: { ...doors.register, access: { ...access, findGrant } } };
    },
  });
  return { serving, letGo: gate.resolve, asked: asked.promise };
};

test("a request in hand is answered whole, connections without one are closed at once, and new ones get in no more", async () => {
  const { serving, letGo, asked } = await startHeld(60_000);
  const { token } = await serving.link({ document: "own", account: "A-1" });
  const idle = await openRaw(serving.port);
  idle.send(GET("/health"));
  await idle.saw('{"status":"ok"}');
  const busy = await openRaw(serving.port);
  busy.send(GET(`/d/${token}/pdf`));
  await asked;
  const closed = serving.server.close();
  // Kept open for 65 seconds otherwise.
  expect(statusIn(await idle.ended)).toBe(200);
  await expect(openRaw(serving.port)).rejects.toThrow("ECONNREFUSED");
  letGo();
  const answer = await busy.ended;
  expect(statusIn(answer)).toBe(200);
  expect(answer).toContain("connection: close");
  expect(answer).toMatch(/%PDF-1\.7 own [\d ]+$/);
  await closed;
  await serving.close();
});

test("a request that takes longer than the server waits is cut", async () => {
  const { serving, letGo, asked } = await startHeld(50);
  const { token } = await serving.link({ document: "own", account: "A-1" });
  const busy = await openRaw(serving.port);
  busy.send(GET(`/d/${token}/pdf`));
  await asked;
  const closed = serving.server.close();
  expect(await busy.ended).toBe("");
  letGo();
  await closed;
  await serving.close();
});

test("a balancer that asks on an open connection is told that we are not ready any more", async () => {
  const { serving, letGo, asked } = await startHeld(60_000);
  const { token } = await serving.link({ document: "own", account: "A-1" });
  const busy = await openRaw(serving.port);
  // The second request waits on the same connection while the first is in hand.
  busy.send(`${GET(`/d/${token}/pdf`)}${GET("/ready")}`);
  await asked;
  const closed = serving.server.close();
  letGo();
  const answer = await busy.ended;
  expect(statusIn(answer)).toBe(200);
  expect(answer).not.toContain('{"status":"ready"}');
  await closed;
  await serving.close();
});
