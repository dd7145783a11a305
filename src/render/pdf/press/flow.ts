import { stack, type BandBox, type Box, type TableBox } from "./boxes.ts";
import { fits, prepare, roomFor, skip, type Cursor, type Frame } from "./frame.ts";
import { drawRule, ownerOf, placeFigure, placeRule, placeText } from "./leaves.ts";

/** Puts a box on pages, a new one where one is full, and gives the place where the next box begins. */
export const flow = (box: Box, cursor: Cursor, frame: Frame): Cursor => {
  switch (box.kind) {
    case "text":
      return placeText(box, cursor, frame);
    case "white":
      return skip(box.height, cursor, frame);
    case "rule":
      return placeRule(box, cursor, frame);
    case "figure":
      return placeFigure(box, cursor, frame);
    case "stack": {
      const inner = { ...frame, owner: ownerOf(box.tag, frame) };
      return box.boxes.reduce((at, one) => flow(one, at, inner), cursor);
    }
    case "row": {
      const owner = ownerOf(box.tag, frame);
      const ends = box.cells.map((cell) => flow(cell.box, cursor, { ...frame, owner, x: frame.x + cell.x }));
      return ends.reduce(lower, cursor);
    }
    case "band":
      return placeBand(box, cursor, frame);
    case "kept":
      return placeWhole(box.box, cursor, frame);
    case "beyond":
      return flow(box.box, cursor, { ...frame, owner: frame.beyond ?? frame.owner });
    case "table":
      return placeTable(box, cursor, frame);
  }
};

const lower = (a: Cursor, b: Cursor): Cursor => (b.page > a.page || (b.page === a.page && b.y > a.y) ? b : a);

/** On this page or the next one; what has room on neither begins here and goes on. */
const placeWhole = (box: Box, cursor: Cursor, frame: Frame): Cursor => {
  const at = roomFor(box.height, cursor, frame);
  return fits(box.height, at, frame) ? flow(box, at, { ...frame, isWhole: true }) : flow(box, cursor, frame);
};

const placeBand = (box: BandBox, cursor: Cursor, frame: Frame): Cursor => {
  const { sheet } = frame;
  const rule = box.rule?.weight ?? 0;
  const depth = cursor.page < sheet.count() ? sheet.depth(cursor.page) : 0;
  const end = flow(
    box.box,
    { page: cursor.page, y: cursor.y + box.top },
    { ...frame, reserve: frame.reserve + box.bottom + rule, resume: frame.resume + box.top + box.resume },
  );
  const bottom = { page: end.page, y: end.y + box.bottom };
  if (box.ground !== undefined) layGround(box.ground, { depth, start: cursor, end: bottom }, frame);
  if (box.rule !== undefined) drawRule(box.rule, bottom, frame);
  return { page: bottom.page, y: bottom.y + rule };
};

type Extent = { readonly depth: number; readonly start: Cursor; readonly end: Cursor };

/** Under all that a band holds, on each of its pages; where the band's first page holds nothing of it, not there. */
const layGround = (ground: NonNullable<BandBox["ground"]>, { depth, start, end }: Extent, frame: Frame): void => {
  const { sheet, body, head, x } = frame;
  const { width, colour } = ground;
  for (let { page } = start; page <= end.page; page += 1) {
    prepare(page, frame);
    const isFirst = page === start.page;
    const top = isFirst ? start.y : body.top + (head?.height ?? 0);
    const height = (page === end.page ? end.y : body.bottom - frame.reserve) - top;
    const isEmpty = isFirst && page < end.page && sheet.depth(page) === depth;
    if (!isEmpty) sheet.ground(isFirst ? depth : 0, { page, x: x + ground.x, y: top, width, height, colour });
  }
};

/** A table's head stands on each of its pages: as a part of the table on the first, to be skipped on the others. */
const placeTable = ({ caption, head, groups, isHeadKept }: TableBox, cursor: Cursor, frame: Frame): Cursor => {
  const { sheet, owner } = frame;
  const [first] = groups;
  const headHeight = caption.height + head.height;
  const start = roomFor(headHeight + (isHeadKept ? (first?.height ?? 0) : 0), cursor, frame);
  const below = flow(caption, start, { ...frame, isWhole: true });
  const table = ownerOf({ type: "Table" }, frame);
  const inTable = { ...frame, owner: table };
  const end = flow(head, below, { ...inTable, owner: ownerOf({ type: "THead" }, inTable), isWhole: true });
  const repeat = (page: number): void => {
    const again: Frame = {
      sheet,
      body: frame.body,
      x: frame.x,
      owner: "repeated",
      reserve: 0,
      resume: 0,
      isWhole: true,
    };
    flow(stack([caption, head]), { page, y: frame.body.top }, again);
  };
  const inner: Frame = {
    ...frame,
    owner: ownerOf({ type: "TBody" }, inTable),
    beyond: owner,
    head: { height: headHeight, draw: repeat },
  };
  return groups.reduce((at, group) => flow(group, at, inner), end);
};
