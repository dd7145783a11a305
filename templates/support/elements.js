/**
 * An element with attributes, listeners (`onclick: fn`) and children. Text is text: nothing of it is ever read as HTML.
 */
export const el = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false));
  return element;
};

export const fill = (element, ...children) => {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== undefined && child !== false));
  return element;
};

let lastId = 0;

/** A labelled control; `hint` is read with it. */
export const field = (label, control, hint) => {
  control.id ||= `field-${(lastId += 1)}`;
  if (hint === undefined) return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
  control.setAttribute("aria-describedby", `${control.id}-hint`);
  const words = el("small", { id: `${control.id}-hint` }, hint);
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control, words);
};

export const choice = (options, attributes = {}) =>
  el(
    "select",
    attributes,
    options.map(([value, words]) => el("option", { value }, words)),
  );

/** Says it to who listens instead of looking. */
export const announce = (words) => {
  document.getElementById("status").textContent = words;
};

/** "1 line", "3 lines". */
export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

/**
 * Tabs as the ARIA practices have them: one stop for the Tab key, arrows between them. `show` is called with the name of
 * the chosen one.
 */
export const tabs = (label, entries, show) => {
  const buttons = entries.map(([name, words]) =>
    el("button", { type: "button", role: "tab", "data-name": name, onclick: () => choose(name) }, words),
  );
  const panel = el("div", { role: "tabpanel", class: "panel" });
  const choose = (name) => {
    for (const button of buttons) {
      const isChosen = button.dataset.name === name;
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    }
    panel.setAttribute("aria-label", buttons.find((button) => button.dataset.name === name).textContent);
    show(name, panel);
  };
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    choose(next.dataset.name);
    next.focus();
    event.preventDefault();
  };
  const list = el("div", { role: "tablist", "aria-label": label, onkeydown: move }, buttons);
  return { list, panel, choose };
};
