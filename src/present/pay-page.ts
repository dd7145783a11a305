import type { Locale } from "../kernel/party.ts";
import { amountInWords } from "./email-frame.ts";
import { formatLongDate } from "./figures.ts";
import { offeredLocales } from "./language-choices.ts";
import type { PayPageFacts, PayPageReceipt, PayPageStanding } from "./pay-page-facts.ts";
import type { PayForm, PayPageView } from "./pay-page-view.ts";
import { methodsKey } from "./paying.ts";
import { oneLine } from "./subject.ts";
import type { Language } from "./words.ts";

/** The page of an invoice, in the language wanted. */
export const presentPayPage = (
  facts: PayPageFacts,
  locale: Locale,
  languages: (locale: Locale) => Language,
): PayPageView => {
  const language = languages(locale);
  const { say } = language;
  const { standing, seller } = facts;
  const notice = noticeOf(facts, language);
  const form = standing.kind === "open" ? formOf(facts, standing, language) : undefined;
  const amount = amountOf(facts, language);
  return {
    locale,
    brand: seller,
    title: say(standing.kind === "paid" ? "email.receipt.title" : `payPage.${standing.kind}.title`),
    ...(notice !== undefined && { notice }),
    ...(amount !== undefined && { amount }),
    paragraphs: paragraphsOf(facts, language),
    facts: factsOf(facts, language),
    ...(form !== undefined && { form }),
    actions: actionsOf(standing, language),
    contact: contactOf(facts, language),
    languages: { label: say("payPage.languages"), choices: choicesOf(facts, locale, languages) },
  };
};

type Standing<Kind extends PayPageStanding["kind"]> = Extract<PayPageStanding, { readonly kind: Kind }>;

const noticeOf = ({ standing, provider }: PayPageFacts, { say }: Language): string | undefined =>
  standing.kind === "open" && standing.notice !== undefined
    ? say(`payPage.open.${standing.notice}`, { provider })
    : undefined;

/** One large figure: what is to be paid, or what was. */
const amountOf = ({ standing, due }: PayPageFacts, language: Language): PayPageView["amount"] => {
  const { say } = language;
  if (standing.kind === "paid") {
    const { receipt } = standing;
    return receipt && { label: say("email.amountPaid"), value: amountInWords(receipt.amount, language) };
  }
  return DEMANDED.has(standing.kind)
    ? { label: say("summary.amountDue"), value: amountInWords(due, language) }
    : undefined;
};

const DEMANDED: ReadonlySet<PayPageStanding["kind"]> = new Set(["open", "returned", "processing", "no-method"]);

/** In an open one the words that the invoice has too: the methods with the limits (rule B5), the whole amount (rule B4). */
const paragraphsOf = ({ standing, provider, number }: PayPageFacts, { say }: Language): readonly string[] => {
  switch (standing.kind) {
    case "open":
      return [
        say(methodsKey(standing.methods), { provider }),
        ...(standing.cards === "left-out" ? [say("payPage.open.noCard")] : []),
        say("paying.whole"),
      ];
    case "paid":
      return [say("email.receipt.settled")];
    case "replaced":
      return [say("payPage.replaced", { number: standing.by.number })];
    case "returned":
      return [say("payPage.returned", { provider })];
    case "no-method":
      return [say("payPage.no-method", { number })];
    case "processing":
    case "void":
    case "nothing-due":
    case "credited":
      return [say(`payPage.${standing.kind}`)];
  }
};

const factsOf = ({ standing, number, dueDate }: PayPageFacts, language: Language): PayPageView["facts"] => {
  const { say, figures } = language;
  const isDemanded = DEMANDED.has(standing.kind) && standing.kind !== "processing";
  return [
    { label: say("payPage.number"), value: number },
    ...(isDemanded && dueDate !== undefined
      ? [{ label: say("summary.dueDate"), value: formatLongDate(dueDate, figures) }]
      : []),
    ...(standing.kind === "paid" && standing.receipt !== undefined ? receiptFacts(standing.receipt, language) : []),
  ];
};

/** Brand and last four digits, and nothing more (rule B10). */
const receiptFacts = ({ date, method }: PayPageReceipt, { say, figures }: Language): PayPageView["facts"] => [
  { label: say("email.paymentDate"), value: formatLongDate(date, figures) },
  ...(method === undefined
    ? []
    : [
        {
          label: say("email.method"),
          value: say(`email.method.${method.kind}`, { brand: oneLine(method.brand), last4: method.last4 }),
        },
      ]),
];

const formOf = (
  { payPath, provider, billingTeam }: PayPageFacts,
  { saving }: Standing<"open">,
  { say, locale }: Language,
): PayForm => ({
  action: `${payPath}?lang=${locale}`,
  button: say("payPage.open.button", { provider }),
  ...(saving === "asked" && {
    saving: { label: say("payPage.saving"), terms: say("payPage.savingTerms", { address: billingTeam.address }) },
  }),
});

const actionsOf = (standing: PayPageStanding, { say, locale }: Language): PayPageView["actions"] => {
  if (standing.kind === "returned") return [{ label: say("payPage.returned.again"), href: hrefOf(standing, locale) }];
  if (standing.kind !== "replaced" || standing.by.url === undefined) return [];
  const { number, url } = standing.by;
  return [{ label: say("payPage.replaced.action", { number }), href: url }];
};

/** The balance of a credit, and what is wrong with an invoice, are the billing team's matters; the rest is about paying. */
const contactOf = ({ standing, questions, billingTeam }: PayPageFacts, { say }: Language): PayPageView["contact"] =>
  DEMANDED.has(standing.kind)
    ? { label: say("notes.onlineQuestions"), address: questions }
    : { label: say(`notes.team.${billingTeam.region}`), address: billingTeam.address };

const choicesOf = (
  { standing, locale: own, country }: PayPageFacts,
  shown: Locale,
  languages: (locale: Locale) => Language,
): PayPageView["languages"]["choices"] =>
  offeredLocales(own, country).map((locale) => ({
    locale,
    name: languages(locale).say("payPage.language"),
    ...(locale !== shown && { href: hrefOf(standing, locale) }),
  }));

/** The same page in a language, relative to itself. */
const hrefOf = ({ kind }: PayPageStanding, locale: Locale): string =>
  kind === "returned" ? `?returned=done&lang=${locale}` : `?lang=${locale}`;
