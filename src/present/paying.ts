import type { AnnouncedCharge, IssuedInvoice, Paying } from "../issue/issued-invoice.ts";
import { ONLINE_METHODS, type OnlineMethod, type RemittanceAccount } from "../policy/issuer.ts";
import type { Fact, Link, PayingBlock } from "./document-view.ts";
import { formatLongDate } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { qrModules } from "./qr.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/** How to pay; a preview and a document with nothing to pay have no such block (rules B9, F4). */
export const payingBlock = ({ state }: IssuedInvoice, context: PresentContext): PayingBlock | undefined => {
  if (state.kind === "preview" || state.paying === undefined) return undefined;
  const { paying, dueDate } = state;
  const { language } = context;
  const date = dueDate === undefined ? "" : formatLongDate(dueDate, language.figures);
  const online = paying.online && onlinePart(paying.online, { ...context, date, number: state.number });
  const announced = paying.announced && announcedPart(paying.announced, language);
  return {
    kind: "paying",
    ...(online !== undefined && { online }),
    ...(announced !== undefined && { announced }),
    direct: directPart(paying, language),
  };
};

type OnlineContext = PresentContext & { readonly date: string; readonly number: string };

/** The link as text and as QR, the methods that the limits leave, and that it takes the whole amount (rules B3–B5). */
const onlinePart = (
  { link, methods }: NonNullable<Paying["online"]>,
  { issuer, language, date, number }: OnlineContext,
): NonNullable<PayingBlock["online"]> => {
  const { say } = language;
  return {
    heading: plain(say("paying.onlineHeading", { date })),
    link: payLink(link),
    qr: { modules: qrModules(link), alt: plain(say("paying.qrAlt", { number })) },
    paragraphs: [say(methodsKey(methods), { provider: issuer.online.provider }), say("paying.whole")].map(plain),
  };
};

/** A payment link, printed without its scheme. */
export const payLink = (href: string): Link => ({ text: plain(href.replace(/^https:\/\//, "")), href });

/** "paying.methods.card+ach": one sentence for each set of methods, so that every language can form its own. */
export const methodsKey = (methods: readonly OnlineMethod[]): string =>
  `paying.methods.${ONLINE_METHODS.filter((method) => methods.includes(method)).join("+")}`;

/** Date, brand and last four digits of the charge that will be made, and nothing more (rules B7, B10). */
const announcedPart = (
  { kind, brand, last4, on }: AnnouncedCharge,
  { say, figures }: Language,
): NonNullable<PayingBlock["announced"]> => {
  const date = formatLongDate(on, figures);
  const key = kind === "card" ? "paying.announcedCard" : "paying.announcedBank";
  return {
    heading: plain(say("paying.announcedHeading", { date })),
    paragraphs: [plain(say(key, { date, brand, last4 }))],
  };
};

/** Bank transfer and check are open to everyone (rule B2); the reference is what the payer quotes. */
const directPart = (paying: Paying, { say }: Language): PayingBlock["direct"] => {
  const { accounts, reference, online, announced } = paying;
  const hasCheck = accounts.some(({ method }) => method === "check");
  const isSecond = online !== undefined || announced !== undefined;
  const heading = `paying.${hasCheck ? "direct" : "directTransfer"}Heading${isSecond ? "Also" : ""}`;
  return {
    heading: plain(say(heading)),
    facts: [
      ...accounts.map((account) => accountFact(account, say)),
      { label: plain(say("paying.reference")), value: [plain(reference)] },
    ],
  };
};

/** One account with its fields, each named. */
export const accountFact = ({ method, fields }: RemittanceAccount, say: Language["say"]): Fact => ({
  label: plain(say(`paying.method.${method}`)),
  value: fields.map(({ label, value }) =>
    plain(say("paying.fieldLine", { label: say(`paying.field.${label}`), value })),
  ),
});
