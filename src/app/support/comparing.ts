import type { Source } from "./source.ts";

/** Two documents, pasted or issued. */
export type CompareOrder = { readonly before: Source; readonly after: Source };
