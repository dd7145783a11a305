import { openStripe } from "../../../src/adapters/stripe.ts";
import { applyPaymentEvent, type Handled } from "../../../src/app/paying/apply-event.ts";
import type { PaymentDesk } from "../../../src/app/paying/desk.ts";
import { openPayment, type Click, type Opening } from "../../../src/app/paying/open-payment.ts";
import type { NewDocument, RegisteredDocument } from "../../../src/app/register/document.ts";
import type { Register } from "../../../src/app/register/register.ts";
import type { Instant } from "../../../src/kernel/calendar.ts";
import { moneyText, type Money } from "../../../src/kernel/money.ts";
import { emptyPlace, openAt } from "../../adapters/register/databases.ts";
import { change, found, invoice, numbered, rendered, USD } from "../../adapters/register/reservations.ts";
import { MERIDIAN, valueOf } from "../../documents.ts";
import type { StripeEvent } from "../../stripe/account.ts";
import { money } from "../../stripe/demands.ts";
import { openFakeStripe, type FakeStripe } from "../../stripe/fake-stripe.ts";
import { instant } from "../fake-world.ts";
import type { Engine } from "../../../src/adapters/register/session.ts";

/** The desk with a real register and a Stripe that is ours; its clock stands until it is moved. */
export type Office = {
  readonly stripe: FakeStripe;
  readonly register: Register;
  readonly desk: PaymentDesk;
  readonly now: () => Instant;
  readonly moveTo: (moment: Instant) => void;
  /** An invoice of that amount, issued and sent. */
  readonly issue: (id: string, amount: Money, fields?: Partial<NewDocument>) => Promise<void>;
  readonly click: (id: string, saving?: Click["saving"]) => Promise<Opening>;
  /** The page that a click must lead to. */
  readonly page: (id: string) => Promise<string>;
  /** A message of Stripe's comes in. */
  readonly hear: (event: StripeEvent) => Promise<Handled>;
  readonly document: (id: string) => Promise<RegisteredDocument>;
  /** "paid 75000.00, held 0.00" in the month of that day. */
  readonly cardTotal: (month: string, accountId?: string) => Promise<string>;
  /** What is to be sent of a document, besides itself: "receipt to ap@harborfinch.example". */
  readonly mails: (id: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export const MAY = instant("2026-05-20T17:00:00Z");
export const RECIPIENT = "ap@harborfinch.example";

export const openOffice = async (
  engine: Engine = "sqlite",
  issuer: PaymentDesk["issuer"] = MERIDIAN,
): Promise<Office> => {
  let moment = MAY;
  let tokens = 0;
  const stripe = await openFakeStripe(() => Date.parse(moment));
  const place = await emptyPlace(engine);
  const { register } = await openAt(engine, place.address);
  const time = { now: () => 0, wait: async () => {} };
  const settings = { ...stripe.settings, requestsPerSecond: Number.POSITIVE_INFINITY, time };
  const provider = valueOf(await openStripe(settings));
  const desk: PaymentDesk = { register, provider, issuer, tokens: () => `try-${(tokens += 1)}`, now: () => moment };
  const click: Office["click"] = (id, saving = "not-wanted") => openPayment({ token: tokenOf(id), saving }, desk);
  return {
    stripe,
    register,
    desk,
    now: () => moment,
    moveTo: (later) => void (moment = later),
    issue: (id, amount, fields) => issue(register, invoice(id, { ...amounts(amount), ...fields })),
    click,
    page: async (id) => urlOf(await click(id)),
    hear: async (event) => {
      const { body, signature } = stripe.message(event);
      const read = valueOf(await provider.readEvent(body, signature, moment));
      if (read === undefined) throw new Error(`${event.type} is no news`);
      return applyPaymentEvent(read, desk);
    },
    document: (id) => found(register, id),
    cardTotal: async (month, accountId = "A-1") => {
      const [total] = await register.payments.cardTotals([{ accountId, currency: USD, month }], moment);
      return total === undefined ? "" : `paid ${moneyText(total.paid)}, held ${moneyText(total.held)}`;
    },
    mails: async (id) =>
      (await register.deliveries.of(id))
        .filter(({ kind }) => kind !== "document")
        .map(({ kind, recipients }) => `${kind} to ${recipients.join(", ")}`),
    close: async () => {
      await register.close();
      await place.remove();
      await stripe.close();
    },
  };
};

export const tokenOf = (id: string): string => `token-${id}`;

export const urlOf = (opening: Opening): string => {
  if (opening.kind !== "page") throw new Error(`a page was wanted, but ${JSON.stringify(opening.kind)}`);
  return opening.url;
};

export const amounts = (due: Money): Pick<NewDocument, "amounts"> => ({
  amounts: { net: due, tax: money("0", due.currency), total: due, due },
});

const issue = async (register: Register, document: NewDocument): Promise<void> => {
  const { id } = document;
  const mail = { key: `document/${id}`, documentId: id, kind: "document", recipients: [RECIPIENT] } as const;
  await register.documents.reserve([numbered(document)], change());
  await register.documents.recordRendered([rendered(id)], change());
  await register.documents.recordIssued([{ id, deliveries: [mail] }], change());
};
