import type { Issuer } from "../policy/issuer.ts";
import type { Language } from "./words.ts";

/** What every block needs beside the document: the vendor's policy, and the words and figures of one locale. */
export type PresentContext = {
  readonly issuer: Issuer;
  readonly language: Language;
  /** A second copy of an issued document, or one in another language, is marked on every page. */
  readonly copy?: "duplicate" | "translation";
};
