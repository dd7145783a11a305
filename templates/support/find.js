import { announce, choice, counted, el, field, fill, tabs } from "./elements.js";
import { ask, askBlob, askText, documentPath } from "./api.js";
import { showHtml, showPdf, showText } from "./frame.js";
import { explainInto, factRow } from "./explain.js";
import { refusalOf } from "./issues.js";

/** Documents of the register: a search, and its answer as a table. */
export const findView = () => {
  const text = el("input", { type: "search", name: "text", autocomplete: "off" });
  const from = el("input", { type: "date" });
  const to = el("input", { type: "date" });
  const payment = choice([
    ["", "any"],
    ["open", "open"],
    ["failed", "failed"],
    ["processing", "processing"],
    ["paid", "paid"],
    ["none", "nothing to pay"],
  ]);
  const answer = el("div", { class: "answer" });
  const search = async (event) => {
    event?.preventDefault();
    const entries = Object.entries({ text: text.value.trim(), from: from.value, to: to.value, payment: payment.value });
    const query = new URLSearchParams(entries.filter(([, value]) => value !== ""));
    try {
      const found = await ask(`/api/documents?${query}`);
      fill(answer, foundTable(found));
      announce(counted(found.documents.length, "document"));
    } catch (error) {
      fill(answer, refusalOf(error));
    }
  };
  void search();
  return el(
    "section",
    { class: "find" },
    el("h1", {}, "Find a document"),
    el(
      "form",
      { class: "controls search", onsubmit: search },
      field("Number, id or account", text),
      field("Issued from", from),
      field("to", to),
      field("Payment", payment),
      el("button", { type: "submit", class: "button strong" }, "Find"),
    ),
    answer,
  );
};

const foundTable = ({ documents, more }) => {
  if (documents.length === 0)
    return el("p", { class: "empty" }, "Nothing found. A number and an account are searched as a whole.");
  return [
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Documents found" },
      el(
        "table",
        { class: "list" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ["Number", "Customer", "Issued", "Due", "State", "Amount due"].map((name) =>
              el("th", { scope: "col" }, name),
            ),
          ),
        ),
        el("tbody", {}, documents.map(foundRow)),
      ),
    ),
    more ? el("p", { class: "soft" }, "There are others: search for less.") : undefined,
  ].filter((part) => part !== undefined);
};

const foundRow = (one) =>
  el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("a", { href: `#document/${encodeURIComponent(one.id)}` }, one.number ?? one.id),
      el("small", {}, one.kind),
    ),
    el("td", {}, one.customer, el("small", {}, one.account)),
    el("td", {}, one.issued),
    el("td", {}, one.due ?? ""),
    el("td", {}, stateWords(one)),
    el("td", { class: "figure" }, one.amount === undefined ? "" : `${one.amount} ${one.currency}`),
  );

const stateWords = ({ state, payment }) => (state === "void" || payment === "none" ? state : `${state}, ${payment}`);

const ISSUED_LOOKS = { pdf: "PDF", html: "HTML", text: "Text", json: "JSON" };

/** One issued document: the bytes as they were issued, read-only, and what the register knows of it. */
export const documentView = async (id) => {
  const shown = await ask(documentPath(id));
  const { files } = shown;
  const explained = el("section", { class: "explained", "aria-label": "Explanation", tabindex: "-1" });
  const onAmount = async (line) => {
    await explainInto(explained, { source: { document: shown.id }, line });
    explained.focus();
  };
  const order = Object.keys(ISSUED_LOOKS).filter((format) => files.some((file) => file.format === format));
  const first = order.includes("html") ? "html" : order[0];
  const looks = tabs(
    "Look",
    order.map((format) => [format, ISSUED_LOOKS[format]]),
    (format, panel) => void showIssued(panel, { shown, format, onAmount }),
  );
  if (first !== undefined) looks.choose(first);
  return el(
    "div",
    { class: "split issued" },
    el("section", { class: "data", "aria-label": "What the register knows" }, registerFacts(shown)),
    el("section", { class: "shown", "aria-label": "As it was issued" }, looks.list, looks.panel, explained),
  );
};

const showIssued = async (panel, { shown, format, onAmount }) => {
  const path = documentPath(shown.id, `/files/${format}`);
  const holder = el("div", { class: "look" });
  fill(panel, holder);
  try {
    if (format === "pdf") showPdf(holder, await askBlob(path), shown.files.find((file) => file.format === "pdf").name);
    else if (format === "html") showHtml(holder, await askText(path), { title: shown.number ?? shown.id, onAmount });
    else showText(holder, format === "json" ? indented(await askText(path)) : await askText(path));
  } catch (error) {
    fill(holder, refusalOf(error));
  }
};

const indented = (text) => JSON.stringify(JSON.parse(text), null, 2);

const registerFacts = (shown) => [
  el("p", { class: "crumb" }, el("a", { href: "#find" }, "All documents")),
  el("h1", {}, shown.number ?? shown.id),
  el(
    "p",
    { class: "soft" },
    `${shown.kind}, ${stateWords(shown)}. What was issued never changes: these are its own bytes.`,
  ),
  el(
    "dl",
    { class: "facts" },
    factRow("Customer", `${shown.customerName}, ${shown.accountId}`),
    factRow("Issued", shown.issueDate),
    shown.dueDate === undefined ? undefined : factRow("Due", shown.dueDate),
    shown.amounts === undefined ? undefined : factRow("Amount due", `${shown.amounts.due} ${shown.currency}`),
    factRow("Language", shown.locale),
    factRow("Region", shown.region),
    factRow("Id", shown.id),
  ),
  historyList("Went to", shown.deliveries, { wordsOf: deliveryWords, none: "It was never mailed." }),
  resendForm(shown),
  el("p", {}, el("a", { href: `#compare/${encodeURIComponent(shown.id)}`, class: "button" }, "Compare it")),
  historyList("Payments", shown.payments, {
    wordsOf: ({ status, amount, settledAt, begunAt }) => [momentOf(settledAt ?? begunAt), `${status}, ${amount}`],
    none: "None.",
  }),
  el(
    "details",
    {},
    el("summary", {}, "History"),
    historyOf(shown.history, {
      wordsOf: ({ at, action, actor, reason }) => [
        momentOf(at),
        [action, actor, reason].filter((part) => part).join(", "),
      ],
      none: "None.",
    }),
  ),
];

const deliveryWords = ({ kind, status, sentAt, queuedAt, recipients, reason }) => [
  momentOf(sentAt ?? queuedAt),
  `${kind} ${status}: ${recipients.join(", ")}${reason === undefined ? "" : `. ${reason}`}`,
];

/** "2026-05-15 09:30", UTC. */
const momentOf = (instant) => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;

const historyList = (title, entries, words) => [el("h2", {}, title), historyOf(entries, words)];

const historyOf = (entries, { wordsOf, none }) => {
  if (entries.length === 0) return el("p", { class: "soft" }, none);
  return el(
    "ul",
    { class: "history" },
    entries.map((entry) => {
      const [moment, words] = wordsOf(entry);
      return el("li", {}, el("small", {}, `${moment} UTC`), words);
    }),
  );
};

const resendForm = (shown) => {
  if (!shown.deliveries.some(({ kind }) => kind === "document")) return undefined;
  const reason = el("input", { type: "text", required: true, maxlength: "500" });
  const answer = el("p", { role: "status" });
  const resend = async (event) => {
    event.preventDefault();
    try {
      const { recipients } = await ask(documentPath(shown.id, "/resend"), { reason: reason.value });
      fill(answer, `It will go to ${recipients.join(", ")} again.`);
    } catch (error) {
      fill(answer, refusalOf(error));
    }
  };
  return el(
    "details",
    {},
    el("summary", {}, "Send it again"),
    el(
      "form",
      { onsubmit: resend },
      field("Why", reason, "Stands in the history. The issued document goes to the same billing contacts."),
      el("button", { type: "submit", class: "button" }, "Send again"),
      answer,
    ),
  );
};
