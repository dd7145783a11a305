import type { Locale } from "../kernel/party.ts";

/** One thing to do, as a link. The first one is what the page is for. */
export type WebAction = { readonly label: string; readonly href: string };

/** A small page for the phone, all words final: about one document, or why there is none to see. */
export type WebPageView = {
  readonly locale: Locale;
  /** Who speaks: the seller; absent where nobody is to know of which seller it would be. */
  readonly brand?: string;
  readonly title: string;
  /** The one large figure; a usage statement has none (rule A9). */
  readonly amount?: { readonly label: string; readonly value: string };
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly actions: readonly WebAction[];
  readonly notes: readonly string[];
};
