import { createAuditListRenderer } from "../../pipeline.ts";
import type { World } from "../world.ts";
import type { ExportedDocument } from "./export-document.ts";
import { PAGE_LENGTH, pageName, pageView, type ExportFacts } from "./export-page.ts";
import type { ExportLists } from "./export-lists.ts";

/** The pages of the list of documents; one is held at a time. */
export type ExportPages = {
  readonly add: (document: ExportedDocument) => Promise<void>;
  readonly end: () => Promise<void>;
};

export const openPages = (
  lists: ExportLists,
  { facts, assets }: { readonly facts: ExportFacts; readonly assets: World["assets"] },
): ExportPages => {
  const render = createAuditListRenderer(assets);
  let page = 1;
  let rows: ExportedDocument[] = [];
  const write = (isLast: boolean): Promise<void> =>
    lists.addText(pageName(page), render(pageView(rows, facts, { page, isLast })));
  return {
    add: async (document) => {
      // Whether there is a later page is known once something stands on it.
      if (rows.length === PAGE_LENGTH) {
        await write(false);
        page += 1;
        rows = [];
      }
      rows.push(document);
    },
    end: () => write(true),
  };
};
