import { announce, el, fill, tabs } from "./elements.js";
import { ask } from "./api.js";
import { acceptDrops, dataPane, recordChoice } from "./data.js";
import { draft, draftSource, hasDraft, previewBody, questionPath } from "./draft.js";
import { explainInto } from "./explain.js";
import { pdfOfBase64, showHtml, showPdf, showText } from "./frame.js";
import { issueList, refusalOf } from "./issues.js";

const LOOKS = [
  ["html", "HTML"],
  ["pdf", "PDF"],
  ["text", "Text"],
  ["email", "E-mail"],
  ["all", "Side by side"],
];

/** The looks that a tab shows. */
const formatsOf = (tab) => (tab === "all" ? LOOKS.map(([name]) => name).filter((name) => name !== "all") : [tab]);

/** Rated data at the left, what becomes of it at the right. */
export const previewView = (setup) => {
  const explained = el("section", { class: "explained", "aria-label": "Explanation", tabindex: "-1" });
  const said = el("div");
  const pane = dataPane(setup, () => void draw());
  const { toPlace } = pane;
  let holders = new Map();
  const looks = tabs("Look", LOOKS, (tab, panel) => {
    draft.look = tab;
    holders = layOut(panel, formatsOf(tab));
    void draw();
  });
  const onAmount = async (line) => {
    await explainInto(explained, { path: questionPath("explain"), source: draftSource(), line, toPlace });
    explained.focus();
  };

  // Stays where it is while its looks are drawn: who walks along the tabs keeps the focus.
  const stage = el("div", { hidden: true }, looks.list, looks.panel);
  const say = (isShown, ...words) => {
    stage.hidden = !isShown;
    fill(said, words);
    fill(explained);
  };

  let turn = 0;
  /** Only the last question's answer is shown. */
  const draw = async () => {
    if (!hasDraft()) return say(false, emptyHint(setup));
    turn += 1;
    const mine = turn;
    stage.setAttribute("aria-busy", "true");
    const answer = await ask(questionPath("preview"), previewBody(formatsOf(draft.look))).catch((error) => error);
    if (mine !== turn) return undefined;
    stage.removeAttribute("aria-busy");
    if (answer instanceof Error) return say(false, refusalOf(answer, toPlace));
    say(true, answer.warnings.length > 0 && issueList(answer.warnings, toPlace));
    for (const [look, holder] of holders) showLook(look, holder, { ...answer, onAmount });
    fill(pane.records, recordChoice(answer.records, draw));
    return announce(`Preview of ${answer.id} in ${answer.locale}`);
  };

  const view = el(
    "div",
    { class: "split" },
    el("h1", { class: "sr" }, "Preview"),
    pane.element,
    el("section", { class: "shown", "aria-label": "Preview" }, said, stage, explained),
  );
  acceptDrops(view, pane.takeFile);
  looks.choose(draft.look);
  return view;
};

/** A holder for each look; where there are several, each with its name. */
const layOut = (panel, formats) => {
  const holders = new Map(formats.map((name) => [name, el("div", { class: "look" })]));
  const words = new Map(LOOKS);
  const isGrid = formats.length > 1;
  panel.classList.toggle("grid", isGrid);
  fill(
    panel,
    [...holders].map(([name, holder]) =>
      isGrid ? el("section", { "aria-label": words.get(name) }, el("h2", {}, words.get(name)), holder) : holder,
    ),
  );
  return holders;
};

const showLook = (look, holder, { files, id, onAmount }) => {
  if (look === "html") showHtml(holder, files.html, { title: `Preview of ${id}`, onAmount });
  if (look === "text") showText(holder, files.text);
  if (look === "pdf") showPdf(holder, pdfOfBase64(files.pdf), `${id}.preview.pdf`);
  if (look !== "email") return;
  const mail = el("div");
  fill(holder, el("p", { class: "subject" }, el("small", {}, "Subject"), files.email.subject), mail);
  showHtml(mail, files.email.html, { title: "E-mail" });
};

const emptyHint = ({ mode }) =>
  el(
    "div",
    { class: "empty" },
    el("h2", {}, "Nothing to show yet"),
    el(
      "p",
      {},
      mode === "dev"
        ? "Choose a case, or paste rated data."
        : "Paste the rated data of one document, in any format that Billwright reads. Nothing is issued and nothing is kept: a preview is marked, and has neither number, due date nor payment link.",
    ),
  );
