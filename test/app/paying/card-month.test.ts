import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { USD } from "../../adapters/register/reservations.ts";
import { instant } from "../fake-world.ts";
import type { Method, StripeEvent } from "../../stripe/account.ts";
import { money } from "../../stripe/demands.ts";
import type { Fault } from "../../stripe/fake-stripe.ts";
import { BANK, CARD } from "../../stripe/payer.ts";
import { openOffice, type Office } from "./office.ts";

/** Together far above the month's limit for cards; two cannot be paid by card at all. */
const AMOUNTS = [
  "25000.00",
  "25000.00",
  "25000.00",
  "24999.99",
  "0.50",
  "12345.67",
  "25000.00",
  "25000.01",
  "80000.00",
];
const LIMIT_MINOR = 10_000_000n;
const MONTHS = ["2026-05", "2026-06"] as const;

/** In Los Angeles the month ends ten hours later. */
const START = instant("2026-05-31T21:00:00Z");

type Step =
  | { readonly kind: "click"; readonly invoice: number }
  | { readonly kind: "pay" | "refuse"; readonly page: number; readonly method: Method }
  | { readonly kind: "bank"; readonly page: number; readonly comesThrough: boolean }
  | { readonly kind: "pass"; readonly minutes: number }
  | { readonly kind: "hear"; readonly message: number; readonly again: boolean }
  | { readonly kind: "fault"; readonly fault: Fault };

const invoice = fc.nat({ max: AMOUNTS.length - 1 });
const any = fc.nat({ max: 40 });
const method = fc.constantFrom(CARD, CARD, BANK);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("click" as const), invoice }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("pay" as const), page: any, method }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse" as const), page: any, method: fc.constant(CARD) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("bank" as const), page: any, comesThrough: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), minutes: fc.constantFrom(1, 29, 61, 150) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("hear" as const), message: any, again: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("fault" as const),
      fault: fc.constantFrom<Fault>("failed", "kept-failure", "garbled", "garbled"),
    }),
  },
);

/** Messages on their way: in any order, late, and some again. */
type Post = StripeEvent[];

const carryOut = async (one: Step, office: Office, post: Post): Promise<void> => {
  const { stripe } = office;
  const now = Date.parse(office.now()) / 1_000;
  const sessions = stripe.sessions();
  const pick = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(1, items.length)];
  switch (one.kind) {
    case "click":
      return void (await office.click(`invoice-${one.invoice}`));
    case "pay":
    case "refuse": {
      const open = sessions.filter((page) => page.status === "open" && now < page.expiresAt);
      const page = pick(
        open.filter(({ methods }) => methods.includes(one.method.type)),
        one.page,
      );
      if (page !== undefined) post.push(stripe[one.kind](page.id, one.method));
      return;
    }
    case "bank": {
      const page = pick(
        sessions.filter((waiting) => waiting.status === "complete" && waiting.paymentStatus === "unpaid"),
        one.page,
      );
      if (page !== undefined && one.comesThrough) post.push(stripe.settle(page.id));
      return;
    }
    case "pass":
      office.moveTo(plusMinutes(office.now(), one.minutes));
      return void post.push(...stripe.runOut());
    case "hear":
      return hear(pick(post, one.message), one.again, { office, post });
    case "fault":
      // At every try of the next request.
      return void stripe.faults.splice(0, Infinity, ...Array.from({ length: 4 }, () => one.fault));
  }
};

type Hearing = { readonly office: Office; readonly post: Post };

const hear = async (event: StripeEvent | undefined, again: boolean, { office, post }: Hearing): Promise<void> => {
  if (event === undefined) return;
  const handled = await office.hear(event);
  if (handled.kind !== "later" && !again) post.splice(post.indexOf(event), 1);
};

const totals = (office: Office) =>
  office.register.payments.cardTotals(
    MONTHS.map((month) => ({ accountId: "A-1", currency: USD, month })),
    office.now(),
  );

/** What Stripe has charged to cards, whether we have heard of it or not. */
const chargedToCards = ({ stripe }: Office): bigint =>
  stripe
    .sessions()
    .filter(({ paymentStatus, paidBy }) => paymentStatus === "paid" && paidBy?.type === "card")
    .reduce((sum, { minor }) => sum + BigInt(minor), 0n);

test("[B5] whatever customers, banks, Stripe and the post do, cards never pass the month's limit, and the total is what they paid", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const office = await openOffice();
      const post: Post = [];
      try {
        for (const [index, amount] of AMOUNTS.entries()) await office.issue(`invoice-${index}`, money(amount));
        office.moveTo(START);
        for (const one of steps) {
          await carryOut(one, office, post);
          for (const { paid, held } of await totals(office)) {
            expect(paid.minor + held.minor).toBeLessThanOrEqual(LIMIT_MINOR);
          }
        }
        await settleAll(office, post);
        const all = await totals(office);
        expect(all.map(({ held }) => held.minor)).toEqual([0n, 0n]);
        expect(all.reduce((sum, { paid }) => sum + paid.minor, 0n)).toBe(chargedToCards(office));
        for (const { paid } of all) expect(paid.minor).toBeLessThanOrEqual(LIMIT_MINOR);
        expect(paidPages(office).length).toBe(new Set(paidPages(office)).size);
      } finally {
        await office.close();
      }
    }),
    { numRuns: 40 },
  );
});

/** Everything under way comes to its end, and all messages arrive. */
const settleAll = async (office: Office, post: Post): Promise<void> => {
  const { stripe } = office;
  stripe.faults.splice(0);
  for (const { status, paymentStatus, id } of stripe.sessions()) {
    if (status === "complete" && paymentStatus === "unpaid") post.push(stripe.settle(id));
  }
  office.moveTo(plusMinutes(office.now(), 61));
  post.push(...stripe.runOut());
  while (post.length > 0) await hear(post.at(-1), false, { office, post });
  office.moveTo(plusMinutes(office.now(), 4 * 24 * 60));
};

/** The invoices that were paid, once for each payment. */
const paidPages = ({ stripe }: Office): readonly (string | undefined)[] =>
  stripe
    .sessions()
    .flatMap(({ paymentStatus, metadata }) => (paymentStatus === "paid" ? [metadata["billwright_document"]] : []));
