import { expect, test } from "vitest";
import { createAssets } from "../../../src/adapters/assets.ts";
import type { ExportedDocument } from "../../../src/app/audit/export-document.ts";
import { PAGE_LENGTH } from "../../../src/app/audit/export-page.ts";
import type { ExportLists } from "../../../src/app/audit/export-lists.ts";
import { openPages } from "../../../src/app/audit/export-pages.ts";
import { invoice } from "../../adapters/register/reservations.ts";
import { instant } from "../fake-world.ts";

const AT = instant("2026-05-20T10:00:00Z");

const exportedDocument = (id: string): ExportedDocument => ({
  registered: { ...invoice(id), state: "issued", payment: "open", files: [], numberedAt: AT },
  files: [],
  issues: [],
});

/** The pages of so many documents, by their names. */
const pagesOf = async (count: number): Promise<ReadonlyMap<string, string>> => {
  const written = new Map<string, string>();
  const nothing = async (): Promise<void> => {};
  const lists: ExportLists = {
    addDocuments: nothing,
    addAudit: nothing,
    addHashes: nothing,
    addText: async (name, text) => void written.set(name, text),
    publish: nothing,
  };
  const facts = { madeAt: AT, program: "1.0.0", choice: "all" };
  const pages = openPages(lists, { facts, assets: createAssets() });
  for (let index = 0; index < count; index += 1) await pages.add(exportedDocument(`doc-${index}`));
  await pages.end();
  return written;
};

const rowsIn = (page: string | undefined): number => [...(page ?? "").matchAll(/<th scope="row">/g)].length;
const linksIn = (page: string | undefined): readonly string[] =>
  [...(page ?? "").matchAll(/href="(index[^"]*)"/g)].map(([, href = ""]) => href);

test("an export of nothing has one page without rows", async () => {
  const pages = await pagesOf(0);
  expect([...pages.keys()]).toEqual(["index.html"]);
  expect(rowsIn(pages.get("index.html"))).toBe(0);
});

test("a full page is the last one until another document comes", async () => {
  const pages = await pagesOf(PAGE_LENGTH);
  expect([...pages.keys()]).toEqual(["index.html"]);
  expect(linksIn(pages.get("index.html"))).toEqual([]);
});

test("long lists are cut into pages that lead to each other, and each document is on one", async () => {
  const pages = await pagesOf(2 * PAGE_LENGTH + 1);
  expect([...pages].map(([name, page]) => [name, rowsIn(page), linksIn(page)])).toEqual([
    ["index.html", PAGE_LENGTH, ["index-2.html"]],
    ["index-2.html", PAGE_LENGTH, ["index.html", "index-3.html"]],
    ["index-3.html", 1, ["index-2.html"]],
  ]);
});
