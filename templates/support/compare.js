import { announce, counted, el, field, fill } from "./elements.js";
import { ask, askText, documentPath } from "./api.js";
import { showHtml } from "./frame.js";
import { refusalOf } from "./issues.js";
import { draftSource, hasDraft, questionPath } from "./draft.js";

/** Two documents side by side in words, and their pages one over the other. */
export const compareView = (id) => {
  const before = side("Before", "");
  const after = side("After", id ?? "");
  const answer = el("div", { class: "answer" });
  const compare = async (event) => {
    event?.preventDefault();
    fill(answer, el("p", { class: "waiting" }, "Comparing …"));
    try {
      const body = { before: before.source(), after: after.source() };
      fill(answer, comparisonOf(await ask(questionPath("compare"), body)), overlayOf(body));
      announce("Compared");
    } catch (error) {
      fill(answer, refusalOf(error));
    }
  };
  if (id !== undefined) void earlierThan(id).then((found) => before.set(found));
  if (id === undefined && hasDraft()) after.set("draft");
  return el(
    "section",
    { class: "compare" },
    el("h1", {}, "Compare two documents"),
    el(
      "form",
      { class: "controls", onsubmit: compare },
      before.element,
      after.element,
      el("button", { type: "submit", class: "button strong" }, "Compare"),
    ),
    answer,
  );
};

/** The document of the same account before this one: this month against last is what is asked most. */
const earlierThan = async (id) => {
  const shown = await ask(documentPath(id));
  const { documents } = await ask(`/api/documents?text=${encodeURIComponent(shown.accountId)}&to=${shown.issueDate}`);
  const others = documents.filter((one) => one.kind === shown.kind && one.id !== id && one.issued < shown.issueDate);
  return others[0]?.number ?? others[0]?.id ?? "";
};

const side = (label, value) => {
  const input = el("input", { type: "text", autocomplete: "off", required: true });
  input.value = value;
  const isDraft = el("input", { type: "checkbox", onchange: () => toggle() });
  const toggle = () => {
    input.disabled = isDraft.checked;
  };
  const set = (found) => {
    isDraft.checked = found === "draft";
    if (found !== "draft") input.value = found;
    toggle();
  };
  const words = field(label, input, "Number or id");
  const draftSwitch = hasDraft() ? el("label", { class: "switch" }, isDraft, "the data under Preview") : undefined;
  return {
    element: el("fieldset", {}, el("legend", { class: "sr" }, label), words, draftSwitch ?? ""),
    set,
    source: () => (isDraft.checked ? draftSource() : { document: input.value.trim() }),
  };
};

const comparisonOf = ({ summary, facts, amounts, changed, added, removed, same, periods }) => [
  el(
    "ul",
    { class: "summary", "aria-label": "In short" },
    summary.map((words) => el("li", {}, words)),
  ),
  changesTable("Amounts", amounts, ({ name, before, after, difference }) => [name, before, after, signed(difference)]),
  changed.length === 0 ? undefined : changesTable("Lines that changed", changed.flatMap(lineChanges), (cells) => cells),
  namesList("Lines that are new", added),
  namesList("Lines that are gone", removed),
  changesTable("Facts", facts, ({ name, before, after, days }) => [
    name,
    before,
    after,
    days === undefined ? "" : `${days > 0 ? "+" : "−"}${counted(Math.abs(days), "day")}`,
  ]),
  changesTable("Service periods", periods, ({ before, after, lines }) => [
    counted(lines, "line"),
    `${before.first} to ${before.last}`,
    `${after.first} to ${after.last}`,
    "",
  ]),
  el("p", { class: "soft" }, `${counted(same, "line")} the same.`),
];

const lineChanges = ({ before, after, fields, difference }) =>
  fields.map((field, index) => [
    `${index === 0 ? `${after.name}: ` : ""}${field.name}`,
    field.before,
    field.after,
    field.name === "amount" ? signed(difference) : "",
    index === 0 ? `line ${before.place === after.place ? after.place : `${before.place} → ${after.place}`}` : "",
  ]);

/** "+150.00 USD", "−3.15 USD", as the words above it have it. */
const signed = (amount) => {
  if (amount === undefined) return "";
  return amount.startsWith("-") ? `−${amount.slice(1)}` : `+${amount}`;
};

const changesTable = (title, rows, cellsOf) =>
  rows.length === 0
    ? undefined
    : el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
        el(
          "table",
          { class: "list changes" },
          el("caption", {}, title),
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              ["What", "Before", "After", "Difference"].map((name) => el("th", { scope: "col" }, name)),
            ),
          ),
          el(
            "tbody",
            {},
            rows.map((row) => {
              const [name, before = "", after = "", difference = "", note = ""] = cellsOf(row);
              return el(
                "tr",
                {},
                el("th", { scope: "row" }, name, note === "" ? "" : el("small", {}, note)),
                el("td", {}, before),
                el("td", {}, after),
                el("td", { class: "figure" }, difference),
              );
            }),
          ),
        ),
      );

const namesList = (title, lines) =>
  lines.length === 0
    ? undefined
    : el(
        "div",
        {},
        el("h2", {}, title),
        el(
          "ul",
          { class: "history" },
          lines.map(({ place, name, amount }) =>
            el("li", {}, el("small", {}, `line ${place}`), `${name}${amount === undefined ? "" : `, ${amount}`}`),
          ),
        ),
      );

/** Each in its own language, so that a page over the other is the same page where they say the same. */
const htmlOf = async (source) => {
  if ("document" in source) return askText(documentPath(source.document, "/files/html"));
  return (await ask(questionPath("preview"), { ...source, formats: ["html"] })).files.html;
};

/** Both pages in one place: the slider fades from one to the other, or only what differs is seen. */
const overlayOf = ({ before, after }) => {
  const stack = el("div", { class: "stack" });
  const slider = el("input", { type: "range", min: "0", max: "100", value: "50" });
  const differences = el("input", { type: "checkbox" });
  const holders = [el("div", { class: "layer" }), el("div", { class: "layer" })];
  const look = () => {
    const [, top] = holders;
    stack.classList.toggle("differences", differences.checked);
    top.style.opacity = differences.checked ? "1" : String(slider.valueAsNumber / 100);
  };
  slider.addEventListener("input", look);
  differences.addEventListener("change", look);
  const show = async () => {
    const pages = await Promise.all([htmlOf(before), htmlOf(after)]);
    const fit = (frame) => {
      const height = `${frame.contentDocument.documentElement.scrollHeight}px`;
      if (Number.parseFloat(stack.style.height || "0") < Number.parseFloat(height)) stack.style.height = height;
    };
    holders.forEach((holder, index) =>
      showHtml(holder, pages[index], { title: index === 0 ? "Before" : "After", onShown: fit }),
    );
    fill(stack, holders);
    look();
  };
  show().catch((error) => fill(stack, refusalOf(error)));
  return el(
    "section",
    { class: "overlay", "aria-label": "One page over the other" },
    el("h2", {}, "One page over the other"),
    el(
      "div",
      { class: "controls" },
      field("From before to after", slider),
      el("label", { class: "switch" }, differences, "Only what differs"),
    ),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Pages" }, stack),
  );
};
