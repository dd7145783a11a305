import { announce, el, fill } from "./elements.js";
import { ask } from "./api.js";
import { refusalOf } from "./issues.js";

/**
 * How an amount came about. `source` is a document of the register or pasted data; `toPlace` shows a place of the pasted
 * text, and is left out for an issued document.
 */
export const explainInto = async (holder, { path = "/api/explain", source, line, toPlace }) => {
  fill(holder, el("p", { class: "waiting" }, "Looking it up …"));
  try {
    const explanation = await ask(path, { source, ...(line !== undefined && { line: String(line) }) });
    fill(holder, explanation.line === undefined ? trailOf(explanation) : storyOf(explanation, toPlace));
    announce(explanation.line === undefined ? "Explained" : `Explained: ${explanation.line.name}`);
  } catch (error) {
    fill(holder, refusalOf(error));
  }
};

const trailOf = ({ trail }) => [
  el("h2", {}, "How the document came about"),
  el("pre", { class: "plain", tabindex: "0" }, trail),
];

const storyOf = ({ line, trail }, toPlace) => [
  el("h2", {}, line.name),
  el("p", { class: "equation" }, `${line.reckoned} = `, el("strong", {}, `${line.amount} ${line.currency}`)),
  el(
    "dl",
    { class: "facts" },
    factRow("Exactly", `${line.exact}, ${line.rounding}`),
    line.counted === undefined ? undefined : factRow("Counted", line.counted),
    line.period === undefined ? undefined : factRow("Service period", `${line.period.first} to ${line.period.last}`),
    factRow("Taxed by", line.taxes.join("; ")),
    factRow("Read from", placeOf(line.source, toPlace)),
  ),
  el(
    "ul",
    { class: "rules" },
    line.rules.map(({ id, words }) => el("li", {}, el("span", { class: "rule" }, id), words ?? "See docs/rules.md.")),
  ),
  el(
    "details",
    {},
    el("summary", {}, "As billwright explain tells it"),
    el("pre", { class: "plain", tabindex: "0" }, trail),
  ),
];

const placeOf = ({ file, line, pointer }, toPlace) => {
  const words = `${line === undefined ? file : `line ${line}`} ${pointer}`;
  if (toPlace === undefined) return words;
  return el("button", { type: "button", class: "place", onclick: () => toPlace({ file, line, at: pointer }) }, words);
};

export const factRow = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
