import type { Issue } from "../../kernel/result.ts";
import type { DocumentView, Link, Text } from "../../present/document-view.ts";

type SourceRef = NonNullable<Text["source"]>;

/** A string of the view with its place: "blocks/3/sections/0/rows/2/description". */
export type Placed = { readonly text: string; readonly where: string; readonly source?: SourceRef };

/** Every string that is printed or that stands in the file's metadata, in the order of the view. */
export const textsOf = (view: DocumentView): readonly Placed[] => {
  const { meta, marks, continued, footer, blocks } = view;
  return collect({ meta, marks, continued, footer, blocks }, "");
};

/** Not printed: ISO dates, QR matrices, addresses of links, discriminators. */
const UNPRINTED: readonly string[] = ["kind", "role", "href", "modules", "date", "lang", "source"];

/**
 * Links that a reader must not be led to: other than https and mail, whatever the reason they are in the view (rule
 * B10 says to which hosts; that is decided before).
 */
export const unsafeLinks = (view: DocumentView): readonly Issue[] =>
  linksOf(view)
    .filter(({ href }) => !/^(?:https:\/\/|mailto:)[^\s]+$/i.test(href))
    .map(({ href, text }) => ({
      rule: "B10",
      at: text.source?.pointer ?? "blocks",
      message: `"${href}" is no link that may be printed`,
      hint: "links begin with https:// or mailto:",
    }));

const linksOf = ({ blocks }: DocumentView): readonly Link[] =>
  blocks.flatMap((block) => {
    if (block.kind === "paying") return block.online ? [block.online.link] : [];
    return block.kind === "notes" ? block.items.flatMap((item) => item.links) : [];
  });

const collect = (node: unknown, where: string): readonly Placed[] => {
  if (typeof node === "string") return [{ text: node, where }];
  if (typeof node !== "object" || node === null) return [];
  if (isText(node)) return [textAt(node, where)];
  return Object.entries(node)
    .filter(([key]) => !UNPRINTED.includes(key))
    .flatMap(([key, child]) => collect(child, where === "" ? key : `${where}/${key}`));
};

type TextNode = { readonly runs: readonly { readonly text: string }[]; readonly source?: SourceRef };

const isText = (node: object): node is TextNode => "runs" in node && Array.isArray(node.runs);

const textAt = ({ runs, source }: TextNode, where: string): Placed => ({
  text: runs.map((run) => run.text).join(""),
  where,
  ...(source && { source }),
});
