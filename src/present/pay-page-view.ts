import type { Locale } from "../kernel/party.ts";
import type { WebPageView } from "./web-page-view.ts";

/** The page behind the printed address of an invoice, all words final; a small page with a button and other languages. */
export type PayPageView = Omit<WebPageView, "notes"> & {
  /** What has just happened; told before all else. */
  readonly notice?: string;
  readonly form?: PayForm;
  /** Whom to ask (rule A8). */
  readonly contact: { readonly label: string; readonly address: string };
  readonly languages: { readonly label: string; readonly choices: readonly LanguageChoice[] };
};

/** What begins the payment. It is sent, not followed: whoever opens all links of a mail begins nothing (rule B5). */
export type PayForm = {
  readonly action: string;
  readonly button: string;
  /** The wish to save the method, and its terms (rule B7). */
  readonly saving?: { readonly label: string; readonly terms: string };
};

/** Another language, by its own name; the page's own is no link. */
export type LanguageChoice = { readonly locale: Locale; readonly name: string; readonly href?: string };
