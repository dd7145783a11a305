import { el, fill } from "./elements.js";

/** Amounts are buttons, and look as they did. */
const AMOUNT_STYLE = `
.bw-amount { all: unset; cursor: pointer; text-decoration: underline dotted; text-decoration-thickness: 1px;
  text-underline-offset: 4px; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
.bw-amount:hover { text-decoration-color: currentColor; }
.bw-amount:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }`;

/**
 * A document in a frame of its own: a blank page whose policy lets nothing run and nothing load, and whose content we set
 * from here. `onAmount` makes its amounts buttons: called with the place of a line in print from 1, or nothing for a sum.
 */
export const showHtml = (holder, html, { title, onAmount, onShown } = {}) => {
  const frame = el("iframe", { src: "/support/frame", title, class: "frame" });
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    // Read there, under the policy there: styles that a document brings along are no styles of this page.
    page.documentElement.innerHTML = html;
    page.documentElement.lang = /<html[^>]* lang="([^"]*)"/.exec(html)?.[1] ?? "";
    page.addEventListener("click", stayHere);
    if (onAmount !== undefined) amountsAsButtons(page, onAmount);
    onShown?.(frame);
  });
  fill(holder, frame);
  return frame;
};

/** A link of a document is for its customer: support sees where it leads and does not go there. */
const stayHere = (event) => {
  if (event.target.closest?.("a[href]") === null || event.target.closest === undefined) return;
  event.preventDefault();
};

const amountsAsButtons = (page, onAmount) => {
  const sheet = new page.defaultView.CSSStyleSheet();
  sheet.replaceSync(AMOUNT_STYLE);
  page.adoptedStyleSheets = [sheet];
  const rows = [...page.querySelectorAll(".lines tbody tr:not(.section, .part, .subtotal)")];
  const asButton = (cell, place, words) => {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "bw-amount";
    button.setAttribute("aria-label", words);
    button.append(...cell.childNodes);
    button.addEventListener("click", () => onAmount(place));
    cell.append(button);
  };
  rows.forEach((row, index) => {
    const cell = row.querySelector(".figure");
    if (cell !== null) asButton(cell, index + 1, `${cell.textContent}: explain line ${index + 1}`);
  });
  for (const cell of page.querySelectorAll(".subtotal .figure, .totals .figure")) {
    asButton(cell, undefined, `${cell.textContent}: explain the document`);
  }
};

/** A PDF in the browser's own viewer; where it has none, the link below opens it. */
export const showPdf = (holder, blob, name) => {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, class: "button" }, "Save the PDF");
  const frame = el("iframe", { src: address, title: "PDF", class: "frame" });
  fill(holder, el("p", { class: "tools" }, link), frame);
};

export const showText = (holder, text) => fill(holder, el("pre", { class: "plain", tabindex: "0" }, text));

export const pdfOfBase64 = (base64) => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: "application/pdf" });
};
