import type { DocumentView } from "../../../present/document-view.ts";
import { frameWidths, marksLine, RULE_TO_FOOT } from "../frame.ts";
import { row, rule, stack, white } from "./boxes.ts";
import type { Composer } from "./compose.ts";
import { flow } from "./flow.ts";
import type { Frame } from "./frame.ts";

/** Pages count from 0; the frame is that of the body. */
type Place = { readonly page: number; readonly frame: Frame };

/** At the head of every page but the first: which document goes on, and SAMPLE or PREVIEW. */
export const drawRunningHead = (view: DocumentView, { page, frame }: Place, { theme, paragraph }: Composer): void => {
  if (page === 0) return;
  const { left, middle, right } = frameWidths(theme);
  const { line2 } = theme.grid;
  const head = row([
    { x: 0, box: paragraph([{ text: view.continued, role: "foot" }], { width: left, room: line2 }) },
    { x: line2, box: paragraph(marksLine(view), { width: middle + right, beside: "foot" }) },
  ]);
  flow(head, { page, y: theme.margin.runningHead }, { ...frame, owner: "header", isWhole: true });
};

/** At the foot of every page: what it is, who sends it, which page of how many. */
export const drawFooter = (view: DocumentView, { page, frame }: Place, { theme, inks, paragraph }: Composer): void => {
  const { grid, margin, rule: rules } = theme;
  const { reference, seller, pagePattern } = view.footer;
  const { left, middle, right } = frameWidths(theme);
  const count = String(frame.sheet.count());
  const text = pagePattern.replaceAll("{page}", String(page + 1)).replaceAll("{pages}", count);
  const last = right - grid.gutter;
  const foot = stack([
    rule({ width: grid.width, weight: rules.hair, colour: inks.line }),
    white(RULE_TO_FOOT),
    row([
      { x: 0, box: paragraph([{ text: reference, role: "foot" }], { width: left }) },
      { x: grid.line2, box: paragraph([{ text: seller, role: "foot" }], { width: middle }) },
      {
        x: grid.width - last,
        box: paragraph([{ text, role: "foot" }], { width: last, align: "right", wrap: "never" }),
      },
    ]),
  ]);
  flow(foot, { page, y: frame.body.bottom + margin.footer }, { ...frame, owner: "footer", isWhole: true });
};
