/** What was pasted, and how it is looked at. It stays while the page is open, so that a comparison can take it up. */
export const draft = {
  input: "",
  overlay: "",
  record: "",
  locale: "",
  paper: "",
  today: "",
  keys: false,
  look: "html",
  issuer: "",
};

export const draftSource = () => ({
  input: draft.input,
  ...(draft.overlay.trim() !== "" && { overlay: draft.overlay }),
  ...(draft.record !== "" && { record: Number(draft.record) }),
});

export const hasDraft = () => draft.input.trim() !== "";

/** In development the cases have issuers of their own. */
export const questionPath = (name) =>
  `/api/${name}${draft.issuer === "" ? "" : `?issuer=${encodeURIComponent(draft.issuer)}`}`;

export const previewBody = (formats) => ({
  ...draftSource(),
  formats,
  ...(draft.locale !== "" && { locale: draft.locale }),
  ...(draft.paper !== "" && { paper: draft.paper }),
  ...(draft.today !== "" && { today: draft.today }),
  ...(draft.keys && { words: "keys" }),
});
