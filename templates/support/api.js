/** The key stays in this tab and goes with it. */
const KEY = "billwright-key";

export const keyOfTab = () => sessionStorage.getItem(KEY);
export const rememberKey = (key) =>
  key === undefined ? sessionStorage.removeItem(KEY) : sessionStorage.setItem(KEY, key);

/** An answer that says no: its status, a sentence for people, and what is wrong with the data. */
export class Refusal extends Error {
  constructor(status, words, issues) {
    super(words);
    this.status = status;
    this.issues = issues;
  }
}

const WORDS = {
  401: "This key does not open anything, or not any more. Sign in with another one.",
  403: "This key may not do that.",
  404: "There is no such document, or this key may not see it.",
  413: "That is too much data for one question.",
  429: "Too many questions at once. Wait a minute.",
  503: "All places are taken just now. Try again in a moment.",
};

const tryFetch = (path, options) =>
  fetch(path, options).catch(() => {
    throw new Refusal(0, "The server does not answer. Try again in a moment.", []);
  });

const send = async (path, body, method) => {
  const key = keyOfTab();
  const response = await tryFetch(path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      accept: "application/json",
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const issues = problem.issues ?? [];
  const words = WORDS[response.status] ?? issues[0]?.message ?? `The server says ${response.status}.`;
  throw new Refusal(response.status, response.status === 409 && issues[0] ? issues[0].message : words, issues);
};

export const ask = async (path, body) => (await send(path, body)).json();
export const askText = async (path) => (await send(path)).text();
export const askBlob = async (path) => (await send(path)).blob();

export const documentPath = (id, rest = "") => `/api/documents/${encodeURIComponent(id)}${rest}`;
