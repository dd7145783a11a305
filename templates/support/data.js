import { choice, el, field } from "./elements.js";
import { ask } from "./api.js";
import { draft } from "./draft.js";
import { lineIn, placeIn } from "./places.js";

/** How long typing rests before the preview follows it. */
const REST_MS = 300;

/** Rated data and how they are to be looked at; `changed` is called when something else would be seen. */
export const dataPane = (setup, changed) => {
  const input = area("input", { rows: "20", placeholder: "Paste rated data (JSON), or drop a file here" }, changed);
  const overlay = area("overlay", { rows: "6" }, changed);
  const records = el("div");
  const takeFile = async (file) => {
    input.value = await file.text();
    Object.assign(draft, { input: input.value, record: "" });
    changed();
  };
  const element = el(
    "section",
    { class: "data", "aria-label": "What is previewed" },
    setup.mode === "dev" && caseChoice(setup, { input, overlay, changed }),
    field("Rated data", input),
    el(
      "div",
      { class: "controls" },
      filePicker(takeFile),
      chosen(
        "locale",
        "Language",
        choice([["", "the document’s"], ...setup.locales.map((one) => [one, one])]),
        changed,
      ),
      chosen("paper", "Paper", choice([["", "the country’s"], ...setup.papers.map((one) => [one, one])]), changed),
      chosen("today", "On the day", el("input", { type: "date" }), changed),
      setup.mode === "dev" && keysSwitch(changed),
    ),
    records,
    el("details", {}, el("summary", {}, "Overlay, for a vendor’s data"), field("Overlay", overlay)),
  );
  return {
    element,
    records,
    takeFile,
    toPlace: (issue) => selectPlace(issue.file === "overlay" ? overlay : input, issue),
  };
};

const area = (name, attributes, changed) => {
  let timer;
  const element = el("textarea", {
    spellcheck: "false",
    ...attributes,
    oninput: () => {
      draft[name] = element.value;
      clearTimeout(timer);
      timer = setTimeout(() => changed(), REST_MS);
    },
  });
  element.value = draft[name];
  return element;
};

// oxlint-disable-next-line max-params -- a name for the program, one for people, the control, and what follows from it
const chosen = (name, label, control, changed) => {
  control.value = draft[name];
  control.addEventListener("change", () => {
    draft[name] = control.value;
    changed();
  });
  return field(label, control);
};

export const recordChoice = (records, changed) => {
  if (records.length < 2) return [];
  const select = choice(records.map(({ record, id }) => [String(record), `${record}  ${id ?? ""}`]));
  select.addEventListener("change", () => {
    draft.record = select.value;
    changed();
  });
  select.value = draft.record === "" ? "1" : draft.record;
  return field("Record", select);
};

const keysSwitch = (changed) => {
  const box = el("input", { type: "checkbox" });
  box.checked = draft.keys;
  box.addEventListener("change", () => {
    draft.keys = box.checked;
    changed();
  });
  return el("label", { class: "switch" }, box, "Show keys");
};

const CASE = "billwright-case";

/** The golden cases; the one that was chosen last is there again after a reload. */
const caseChoice = (setup, { input, overlay, changed }) => {
  const select = choice([["", "choose one"], ...setup.cases.map(({ name, title }) => [name, `${name}: ${title}`])]);
  const load = async (name) => {
    sessionStorage.setItem(CASE, name);
    if (name === "") return;
    const found = await ask(`/dev/case?name=${encodeURIComponent(name)}`);
    Object.assign(draft, { record: "", locale: "", paper: "", today: "", overlay: "" }, found);
    input.value = draft.input;
    overlay.value = draft.overlay;
    changed();
  };
  select.addEventListener("change", () => void load(select.value));
  const last = sessionStorage.getItem(CASE);
  if (last !== null) select.value = last;
  if (last !== null && draft.input === "") void load(last);
  return field("Case", select);
};

const filePicker = (takeFile) => {
  const picker = el("input", { type: "file", accept: ".json,.jsonl" });
  picker.addEventListener("change", () => {
    const [file] = picker.files;
    if (file !== undefined) void takeFile(file);
  });
  return field("From a file", picker);
};

export const acceptDrops = (element, takeFile) => {
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void takeFile(file);
  });
};

/** One value that spreads over the text is searched by its pointer; of a file of lines the line is enough. */
const rangeOf = (text, { line, at }) => {
  const isOneRecord = text.trimStart().startsWith("{") && !/\}[^\S\n]*\n\s*\{/.test(text);
  if (isOneRecord) return placeIn(text, at);
  return line === undefined ? [0, 0] : lineIn(text, line);
};

/** The cursor to the place, which is scrolled into sight. */
const selectPlace = (element, issue) => {
  const [start, end] = rangeOf(element.value, issue);
  element.closest("details")?.setAttribute("open", "");
  element.focus();
  element.setSelectionRange(start, Math.max(start, end));
  const linesBefore = element.value.slice(0, start).split("\n").length;
  element.scrollTop = Math.max(0, (linesBefore - 4) * Number.parseFloat(getComputedStyle(element).lineHeight));
};
