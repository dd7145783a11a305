import { el, field, fill } from "./elements.js";
import { keyOfTab, rememberKey } from "./api.js";
import { refusalOf } from "./issues.js";
import { previewView } from "./preview.js";
import { documentView, findView } from "./find.js";
import { compareView } from "./compare.js";

const content = document.getElementById("main");
const signOut = document.getElementById("sign-out");

const signInView = (then) => {
  const key = el("input", { type: "password", autocomplete: "off", required: true });
  const enter = (event) => {
    event.preventDefault();
    rememberKey(key.value.trim());
    then();
  };
  return el(
    "form",
    { class: "sign-in", onsubmit: enter },
    el("h1", {}, "Sign in"),
    field("API key", key, "It stays in this tab, and is gone when you close it."),
    el("button", { type: "submit", class: "button strong" }, "Sign in"),
    el(
      "p",
      { class: "soft" },
      "A key shows what it was made for: documents:preview, documents:read, documents:resend.",
    ),
  );
};

const setup = await (await fetch("/support/setup")).json();

const viewOf = async ([name, id]) => {
  if (setup.mode === "dev") return previewView(setup);
  if (name === "compare") return compareView(id);
  if (name === "document" && id !== undefined) return documentView(id);
  if (name === "preview") return previewView(setup);
  return findView();
};

const TITLES = { find: "Find", preview: "Preview", compare: "Compare", document: "Document" };

const show = async () => {
  const isOpen = setup.mode === "dev" || keyOfTab() !== null;
  signOut.hidden = setup.mode === "dev" || !isOpen;
  if (!isOpen) return void fill(content, signInView(show));
  const [typed, id] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const first = setup.mode === "dev" ? "preview" : "find";
  const name = Object.hasOwn(TITLES, typed) ? typed : first;
  document.title = `${TITLES[name]} · Billwright support`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (setup.mode === "dev" && link.dataset.view !== "preview") link.hidden = true;
  }
  try {
    fill(content, await viewOf([name, id]));
  } catch (error) {
    fill(content, refusalOf(error));
  }
};

window.addEventListener("hashchange", () => {
  if (location.hash === "#main") return;
  void show();
  content.focus();
});
window.addEventListener("signed-out", () => {
  rememberKey(undefined);
  void show();
});
signOut.addEventListener("click", () => window.dispatchEvent(new Event("signed-out")));
void show();

/** In development the server tells of each start; after another one than before, all is loaded anew. */
if (setup.mode === "dev") {
  const events = new EventSource("/dev/events");
  events.addEventListener("start", ({ data }) => {
    if (data !== setup.start) location.reload();
  });
}
