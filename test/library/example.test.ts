import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { codeBlock } from "./documentation.ts";
import { CHECKOUT, createProject, link, runNode, write } from "./foreign-project.ts";

const project = createProject();
afterAll(() => rmSync(project, { recursive: true }));

test("the example of docs/library.md runs as it stands there, in the checkout, and prints what it says", async () => {
  link(project, "billwright", CHECKOUT);
  write(join(project, "example.ts"), codeBlock("library.md", "ts"));
  const { code, output } = await runNode(["example.ts"], project);
  expect(output.trimEnd()).toBe(codeBlock("library.md", "text").trimEnd());
  expect(code).toBe(0);
  expect(readFileSync(join(project, "acme-2026-05.pdf"), "latin1")).toMatch(/^%PDF-1\./);
  expect(readFileSync(join(project, "acme-2026-05.html"), "utf8")).toContain("INV-2026-000001");
});
