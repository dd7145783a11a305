import type { FigureBox, Stroke, Tag } from "./boxes.ts";
import { areaInk, lineInk, qrInk, ruleInk, type Usage } from "./ink.ts";
import { createPages, type Pages, type PaperSize } from "./pages.ts";
import { points } from "./pdf-text.ts";
import { createStructure, type Element } from "./structure.ts";
import type { Line } from "./wrap.ts";
import type { Writer } from "./writer.ts";

/** Where something is drawn, in points: x from the left, y from the top of a page. Pages count from 0. */
export type Spot = { readonly page: number; readonly x: number; readonly y: number };

/** What those who hear the page may skip, and why. */
export type Artifact = "layout" | "header" | "footer" | "repeated";

/** The pages of a document while they are drawn. */
export type Sheet = {
  readonly document: Element;
  readonly count: () => number;
  readonly addPage: () => void;
  readonly element: (parent: Element, tag: Tag) => Element;
  /** Draws contents of an element, or what may be skipped. */
  readonly mark: (page: number, owner: Element | Artifact, draw: () => void) => void;
  readonly line: (line: Line, spot: Spot) => void;
  readonly rule: (stroke: Stroke, spot: Spot) => void;
  /** What a line that can be clicked shows besides its colour. */
  readonly underline: (line: Line, spot: Spot) => void;
  readonly figure: (figure: FigureBox, owner: Element | Artifact, spot: Spot) => void;
  /** A place to click where a line of an element stands. */
  readonly link: (element: Element, href: string, place: { readonly line: Line; readonly spot: Spot }) => void;
  /** How far a page is drawn. A ground is put there later, under all that has been drawn since. */
  readonly depth: (page: number) => number;
  readonly ground: (
    depth: number,
    area: Spot & { readonly width: number; readonly height: number; readonly colour: string },
  ) => void;
  /** Writes all pages and the structure. `resources` is the object with the fonts. */
  readonly write: (resources: number) => { readonly pages: number; readonly structure: number };
  readonly usage: Usage;
};

type Options = { readonly paper: PaperSize; readonly underline: number };

/** Points of the paper, and of the line under a link. */
export const createSheet = (writer: Writer, options: Options): Sheet => {
  const structure = createStructure(writer);
  const pages = createPages(writer, options.paper, structure);
  const usage: Usage = new Map();
  return {
    document: structure.document,
    element: structure.element,
    usage,
    count: pages.count,
    addPage: pages.add,
    mark: (index, owner, draw) => {
      const mark =
        typeof owner === "string"
          ? artifactMark(owner)
          : `/${owner.tag.type}<</MCID ${structure.content(owner, pages.at(index))}>>BDC\n`;
      pages.put(index, mark);
      draw();
      pages.put(index, "EMC\n");
    },
    depth: (page) => pages.at(page).content.length,
    write: pages.write,
    ...drawingOn(pages, usage, options),
  };
};

type Drawing = Pick<Sheet, "line" | "rule" | "underline" | "figure" | "link" | "ground">;

/** What is drawn comes from the top of a page; a PDF counts from its lower edge. */
const drawingOn = ({ at, put, link }: Pages, usage: Usage, { paper, underline }: Options): Drawing => {
  const upwards = (y: number): number => paper.height - y;
  return {
    line: (line, { page, x, y }) =>
      put(page, lineInk(line, { x, baseline: upwards(y + line.ascent) }, { pen: at(page).pen, usage })),
    rule: ({ width, weight, colour }, { page, x, y }) =>
      put(page, ruleInk({ x, y: upwards(y + weight / 2), width, weight, colour })),
    underline: ({ x: left, width, height, ascent, parts }, { page, x, y }) => {
      const below = y + ascent + (height - ascent) * UNDER;
      const colour = parts[0]?.look.colour ?? "0 0 0";
      put(page, ruleInk({ x: x + left, y: upwards(below), width, weight: underline, colour }));
    },
    figure: ({ modules, height, paper: colour }, owner, { page, x, y }) => {
      if (typeof owner !== "string")
        owner.bounds = [x, upwards(y + height), x + height, upwards(y)].map(points).join(" ");
      put(page, qrInk(modules, { x, y: upwards(y), side: height, paper: colour }));
    },
    link: (element, href, { line, spot }) => {
      const left = spot.x + line.x;
      const corners = [left, upwards(spot.y + line.height), left + line.width, upwards(spot.y)].map(points).join(" ");
      link(element, { page: spot.page, corners, href });
    },
    ground: (depth, { page, x, y, width, height, colour }) => {
      const ink = areaInk({ x, y: upwards(y + height), width, height, colour });
      at(page).content.splice(depth, 0, `${artifactMark("layout")}${ink}EMC\n`);
    },
  };
};

/** Of the way from the baseline to the line's end. */
const UNDER = 0.45;

const artifactMark = (artifact: Artifact): string => `/Artifact<<${ARTIFACTS[artifact]}>>BDC\n`;

const ARTIFACTS = {
  layout: "/Type/Layout",
  header: "/Type/Pagination/Subtype/Header",
  footer: "/Type/Pagination/Subtype/Footer",
  repeated: "/Type/Pagination",
} as const satisfies Record<Artifact, string>;
