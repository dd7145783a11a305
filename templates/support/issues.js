import { announce, counted, el } from "./elements.js";
import { Refusal } from "./api.js";

/** All that is wrong with pasted data, each with a way to its place. */
export const issueList = (issues, toPlace) =>
  el(
    "section",
    { class: "issues" },
    el("h2", {}, counted(issues.length, "problem")),
    el(
      "ol",
      {},
      issues.map((issue) => issueItem(issue, toPlace)),
    ),
  );

const issueItem = ({ rule, at, message, hint, file, line }, toPlace) => {
  const words = [line === undefined ? undefined : `line ${line}`, at].filter((part) => part).join(", ");
  const isPlace = toPlace !== undefined && words !== "" && (file === "input" || file === "overlay");
  return el(
    "li",
    {},
    rule === null || rule === undefined ? undefined : el("span", { class: "rule" }, rule),
    el("span", { class: "message" }, message),
    hint === undefined ? undefined : el("small", {}, hint),
    isPlace
      ? el("button", { type: "button", class: "place", onclick: () => toPlace({ file, line, at }) }, words)
      : el("small", {}, words),
  );
};

export const refusalOf = (error, toPlace) => {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401) window.dispatchEvent(new Event("signed-out"));
  if (error.status === 422) {
    announce(counted(error.issues.length, "problem"));
    return issueList(error.issues, toPlace);
  }
  return el("p", { class: "notice", role: "alert" }, error.message);
};
