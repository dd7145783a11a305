import { LOCALES, type Locale } from "../../kernel/party.ts";
import { invariant } from "../../kernel/result.ts";
import { createLanguages, createPayPageRenderer, presentPayPage, type PayPageFacts } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { nameOf } from "../ledger/find-document.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Assets } from "../world.ts";
import { entityOf } from "./demand.ts";
import type { Look } from "./look-at-payment.ts";

/** What the address says beside the token. */
export type Visit = {
  /** A language of the switch; unknown ones count as none. */
  readonly lang?: string;
  /** The payer comes back from the provider's page, which says nothing of what he did there. */
  readonly returned: "done" | "no";
  /** A click that led nowhere, as the provider did not answer. */
  readonly click: "unavailable" | "none";
};

type Known = Exclude<Look, { readonly kind: "unknown" }>;

export type PayPage = { readonly html: string; readonly styleHashes: readonly string[] };

/** Draws how an invoice stands, for who has its printed address; the renderer is made once. */
export type PayPages = { readonly draw: (look: Known, visit: Visit) => PayPage };

export const createPayPages = ({ assets, issuer }: { readonly assets: Assets; readonly issuer: Issuer }): PayPages => {
  const renderer = createPayPageRenderer(assets);
  const languages = createLanguages(assets.locale, issuer.texts);
  return {
    draw: (look, visit) => {
      const view = presentPayPage(factsOf(look, visit, issuer), localeOf(look.document, visit), languages);
      return { html: renderer.draw(view), styleHashes: renderer.styleHashes };
    },
  };
};

/** The customer's, unless another one is chosen on the page. */
const localeOf = ({ locale }: RegisteredDocument, { lang }: Visit): Locale =>
  LOCALES.find((one) => one === lang) ?? locale;

const factsOf = (look: Known, visit: Visit, issuer: Issuer): PayPageFacts => {
  const { document } = look;
  const { amounts, link, dueDate, locale, country, region } = document;
  invariant(amounts !== undefined && link?.token !== undefined, "what has a pay page has an amount and its token (A9)");
  const address = issuer.billingTeams[region];
  return {
    seller: entityOf(document, issuer).legalName,
    provider: issuer.online.provider,
    number: nameOf(document),
    due: amounts.due,
    ...(dueDate !== undefined && { dueDate }),
    locale,
    country,
    standing: standingOf(look, visit),
    questions: issuer.online.questions,
    billingTeam: { region, address },
    payPath: `${link.token}/pay`,
  };
};

const standingOf = (look: Known, visit: Visit): PayPageFacts["standing"] => {
  switch (look.kind) {
    case "open":
      return openStanding(look, visit);
    case "replaced":
      return { kind: "replaced", by: { number: nameOf(look.by), ...urlOf(look.by) } };
    case "paid":
      return { kind: "paid", ...(look.receipt !== undefined && { receipt: look.receipt }) };
    case "processing":
    case "void":
    case "nothing-due":
    case "credited":
    case "no-method":
      return { kind: look.kind };
  }
};

const openStanding = (look: Extract<Known, { readonly kind: "open" }>, visit: Visit): PayPageFacts["standing"] => {
  const { document, methods, page } = look;
  // Without a page of ours nobody can have come back from it.
  if (visit.returned === "done" && page === "open") return { kind: "returned" };
  const notice = visit.click === "unavailable" ? "unavailable" : "failed";
  const isNoted = notice === "unavailable" || document.payment === "failed";
  return {
    kind: "open",
    methods,
    cards: document.methods.includes("card") && !methods.includes("card") ? "left-out" : "as-printed",
    saving: page === "open" ? "settled" : "asked",
    ...(isNoted && { notice }),
  };
};

/** Where it can be looked at: its own page, once it is issued. */
const urlOf = ({ state, link }: RegisteredDocument): { readonly url?: string } =>
  link !== undefined && state !== "numbered" && state !== "rendered" ? { url: link.url } : {};
