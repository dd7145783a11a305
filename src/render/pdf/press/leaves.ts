import type { FigureBox, RuleBox, Tag, TextBox } from "./boxes.ts";
import { fits, prepare, roomFor, skip, type Cursor, type Frame, type Owner } from "./frame.ts";
import type { Line } from "./wrap.ts";

/** The element of a box within its owner; what may be skipped has none. */
export const ownerOf = (tag: Tag | undefined, { owner, sheet }: Frame): Owner =>
  tag === undefined || typeof owner === "string" ? owner : sheet.element(owner, tag);

/** A paragraph, which goes on on the next page where a line has no room. */
export const placeText = (box: TextBox, cursor: Cursor, frame: Frame): Cursor => {
  const own = { ...frame, owner: ownerOf(box.tag, frame) };
  const owner = box.href === undefined ? own.owner : ownerOf({ type: "Link" }, own);
  let at = skip(box.above, cursor, frame);
  let next = 0;
  while (next < box.lines.length) {
    at = roomFor(box.lines[next]?.height ?? 0, at, frame);
    const lines = box.lines.slice(next, next + countFitting(box.lines.slice(next), at, frame));
    at = drawLines(lines, at, { ...frame, owner, href: box.href });
    next += lines.length;
  }
  return skip(box.below, at, frame);
};

/** At least one, so that there is an end where a page is lower than a line. */
const countFitting = (lines: readonly Line[], cursor: Cursor, frame: Frame): number => {
  let height = 0;
  const beyond = lines.findIndex((line) => !fits((height += line.height), cursor, frame));
  return beyond === -1 ? lines.length : Math.max(1, beyond);
};

type Drawn = Frame & { readonly href: string | undefined };

const drawLines = (lines: readonly Line[], { page, y }: Cursor, frame: Drawn): Cursor => {
  const { sheet, x, owner, href } = frame;
  prepare(page, frame);
  let at = y;
  sheet.mark(page, owner, () => {
    for (const line of lines) {
      const spot = { page, x, y: at };
      sheet.line(line, spot);
      if (href !== undefined) sheet.underline(line, spot);
      if (href !== undefined && typeof owner !== "string") sheet.link(owner, href, { line, spot });
      at += line.height;
    }
  });
  return { page, y: at };
};

export const placeRule = (box: RuleBox, cursor: Cursor, frame: Frame): Cursor => {
  const at = roomFor(box.height, cursor, frame);
  drawRule(box, at, frame);
  return { page: at.page, y: at.y + box.height };
};

/** A line that says nothing. */
export const drawRule = (stroke: Omit<RuleBox, "kind" | "height">, { page, y }: Cursor, frame: Frame): void => {
  const { sheet, x, owner } = frame;
  prepare(page, frame);
  sheet.mark(page, typeof owner === "string" ? owner : "layout", () => sheet.rule(stroke, { page, x, y }));
};

export const placeFigure = (box: FigureBox, cursor: Cursor, frame: Frame): Cursor => {
  const { sheet, x } = frame;
  const { page, y } = roomFor(box.height, cursor, frame);
  prepare(page, frame);
  const owner = ownerOf(box.tag, frame);
  sheet.mark(page, owner, () => sheet.figure(box, owner, { page, x, y }));
  return { page, y: y + box.height };
};
