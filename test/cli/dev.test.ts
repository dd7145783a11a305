import { expect, test } from "vitest";
import { endOf, runCli, startCli } from "./run-cli.ts";

test("dev serves the page on this machine until it is stopped, which is no failure", async () => {
  const child = startCli(["dev", "--port", "0"]);
  const ended = endOf(child);
  const address = await new Promise<string>((resolve) => {
    child.stderr.on("data", (text: string) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/support/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("<title>Billwright support</title>");
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 0 });
});

test("dev refuses a port that is none", async () => {
  expect(await runCli(["dev", "--port", "99999"])).toEqual({
    code: 2,
    stdout: "",
    stderr: '--port  "99999" is no port, 0 to 65535\n',
  });
});
