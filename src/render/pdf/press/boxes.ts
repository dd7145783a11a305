import type { Line } from "./wrap.ts";

/** What a box is for those who hear the page. */
export type Tag = {
  readonly type: TagType;
  readonly lang?: string;
  /** Of a table's head cell: what it is the head of. */
  readonly scope?: "Row" | "Column";
  /** Columns of a table that a cell takes. */
  readonly columns?: number;
  /** What a figure shows, in words. */
  readonly alt?: string;
};

export type TagType =
  | "Document"
  | "H1"
  | "H2"
  | "P"
  | "Table"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Figure"
  | "Link";

/**
 * A piece of the page with its height in points, from which the pages are made. What has a tag is an element of the
 * structure; what has none belongs to the element around it.
 */
export type Box =
  | TextBox
  | { readonly kind: "white"; readonly height: number }
  | RuleBox
  | FigureBox
  | StackBox
  | { readonly kind: "row"; readonly height: number; readonly cells: readonly Placed[]; readonly tag?: Tag }
  | BandBox
  | { readonly kind: "kept"; readonly height: number; readonly box: Box }
  | { readonly kind: "beyond"; readonly height: number; readonly box: Box }
  | TableBox;

export type TextBox = {
  readonly kind: "text";
  readonly height: number;
  /** White above and below the lines. */
  readonly above: number;
  readonly below: number;
  readonly lines: readonly Line[];
  readonly tag?: Tag;
  readonly href?: string;
};

export type Stroke = { readonly width: number; readonly weight: number; readonly colour: string };

export type RuleBox = Stroke & { readonly kind: "rule"; readonly height: number };

export type FigureBox = {
  readonly kind: "figure";
  /** Of the square. */
  readonly height: number;
  readonly modules: readonly string[];
  readonly paper: string;
  readonly tag: Tag;
};

export type StackBox = {
  readonly kind: "stack";
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly tag?: Tag;
};

/** A box at its distance from the left edge of the row. */
export type Placed = { readonly x: number; readonly box: Box };

/** A box with white above and below, which keeps its own page's end free of it, and a rule or a ground of its own. */
export type BandBox = {
  readonly kind: "band";
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly box: Box;
  /** White that stands above the box where it goes on, besides `top`: the rule of the row above. */
  readonly resume: number;
  readonly rule?: Stroke;
  readonly ground?: { readonly x: number; readonly width: number; readonly colour: string };
};

/** Groups under a head that stands on each of their pages, its caption above it. */
export type TableBox = {
  readonly kind: "table";
  readonly height: number;
  readonly caption: Box;
  readonly head: Box;
  readonly groups: readonly Box[];
  /** The head stays with the first group. */
  readonly isHeadKept: boolean;
};

const sum = (boxes: readonly Box[]): number => boxes.reduce((height, box) => height + box.height, 0);

export const stack = (boxes: readonly Box[], tag?: Tag): StackBox => ({
  kind: "stack",
  height: sum(boxes),
  boxes,
  ...(tag && { tag }),
});

export const white = (height: number): Box => ({ kind: "white", height });

/** Side by side, each at its place; the highest counts. */
export const row = (cells: readonly Placed[], tag?: Tag): Box => ({
  kind: "row",
  height: cells.reduce((most, { box }) => Math.max(most, box.height), 0),
  cells,
  ...(tag && { tag }),
});

/** A level line. One between blocks takes half of its weight, as the reference engine has it. */
export const rule = (stroke: Stroke, height = stroke.weight / 2): RuleBox => ({ kind: "rule", height, ...stroke });

export const band = (
  box: Box,
  options: Omit<BandBox, "kind" | "height" | "box" | "resume"> & { readonly resume?: number },
): BandBox => ({
  kind: "band",
  height: options.top + box.height + options.bottom + (options.rule?.weight ?? 0),
  box,
  resume: 0,
  ...options,
});

/** Whole on one page; it moves to the next one where this has no room. */
export const kept = (box: Box): Box => ({ kind: "kept", height: box.height, box });

/** Stands within a table's last group but is no part of the table. */
export const beyond = (box: Box): Box => ({ kind: "beyond", height: box.height, box });

export const table = (options: Omit<TableBox, "kind" | "height">): TableBox => ({
  kind: "table",
  height: options.caption.height + options.head.height + sum(options.groups),
  ...options,
});
