import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { Reservation } from "../../../src/app/register/document.ts";
import type { PaymentEvent } from "../../../src/app/register/payment.ts";
import { emptyPlace, ENGINES, openAt, withRegister, type Opened } from "./databases.ts";
import {
  AT,
  change,
  CREDITS,
  found,
  given,
  hash,
  instant,
  invoice,
  INVOICES,
  issue,
  numbered,
  statement,
  usd,
  USD,
} from "./reservations.ts";

type Step =
  { readonly kind: "reserve"; readonly wants: readonly Want[] } | { readonly kind: "void"; readonly id: number };
type Want = { readonly id: number; readonly how: "invoice" | "credit" | "given" | "statement" | "changed" };

const want: fc.Arbitrary<Want> = fc.record({
  id: fc.nat({ max: 9 }),
  how: fc.constantFrom("invoice", "credit", "given", "statement", "changed"),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("reserve" as const), wants: fc.array(want, { maxLength: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("void" as const), id: fc.nat({ max: 9 }) }) },
);

const reservationOf = ({ id, how }: Want, prefix: string): Reservation => {
  const document = invoice(`${prefix}${id}`);
  switch (how) {
    case "invoice":
      return numbered(document);
    case "credit":
      return numbered({ ...document, kind: "credit-note" }, CREDITS);
    case "given":
      return given(document, `X-${prefix}${id % 3}`);
    case "statement":
      return { document: statement(document.id), number: { kind: "none" } };
    case "changed":
      return numbered({ ...document, inputHash: hash("f") });
  }
};

const take = async ({ register }: Opened, one: Step, prefix: string): Promise<readonly (string | undefined)[]> => {
  if (one.kind === "reserve") {
    const reserved = await register.documents.reserve(
      one.wants.map((each) => reservationOf(each, prefix)),
      change(),
    );
    return reserved.flatMap((answer) => (answer.kind === "new" ? [answer.document.number] : []));
  }
  const id = `${prefix}${one.id}`;
  if ((await register.documents.find([id])).has(id)) await register.documents.voidDocument(id, change());
  return [];
};

const serialsOf = (
  numbers: readonly (string | undefined)[],
  { prefix }: { readonly prefix: string },
): readonly number[] =>
  numbers.flatMap((number) => (number?.startsWith(prefix) ? [Number(number.slice(prefix.length))] : []));

const RESULTS = ["processing", "succeeded", "failed", "expired"] as const;

const news: fc.Arbitrary<PaymentEvent> = fc
  .record({
    eventId: fc.nat({ max: 9 }),
    minute: fc.nat({ max: 5 }),
    result: fc.constantFrom(...RESULTS),
    attempt: fc.constantFrom("a1", "a2", undefined),
    method: fc.constantFrom("card", "bank", undefined),
  })
  .map(({ eventId, minute, result, attempt, method }) => ({
    eventId: `${eventId}`,
    at: instant(`2026-05-10T10:0${minute}:00Z`),
    documentId: "a",
    ...(attempt !== undefined && { attemptId: attempt, session: `cs_${attempt}` }),
    result,
    ...(method !== undefined && { method: { kind: method, brand: "b", last4: "4242" } as const }),
  }));

/** Each event once: the provider tells the same of one event however often it tells it. */
const history = fc.uniqueArray(news, { selector: ({ eventId }) => eventId, maxLength: 8 });

describe.each<Engine>(ENGINES)("on %s, whatever comes in whatever order,", (engine) => {
  test("[J-ALL-1] the numbers of each series follow one another without a gap or a repetition", async () => {
    await withRegister(engine, async (opened) => {
      const given: (string | undefined)[] = [];
      let world = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
          world += 1;
          for (const one of steps) given.push(...(await take(opened, one, `w${world}-`)));
          for (const series of [INVOICES, CREDITS]) {
            const serials = serialsOf(given, series);
            expect(serials).toEqual(serials.map((_, index) => index + 1));
          }
          expect(await opened.register.documents.gaps()).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });
  });

  test("the same news of payments, in any order and told any number of times, ends in the same state", async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((events) =>
          fc.record({
            events: fc.constant(events),
            again: fc.shuffledSubarray(events),
            order: fc.shuffledSubarray(events, { minLength: events.length }),
          }),
        ),
        async ({ events, again, order }) => {
          expect(await stateAfter(engine, [...order, ...again])).toEqual(await stateAfter(engine, events));
        },
      ),
      { numRuns: engine === "sqlite" ? 30 : 4 },
    );
  });
});

const stateAfter = async (engine: Engine, events: readonly PaymentEvent[]) => {
  const place = await emptyPlace(engine);
  const { register } = await openAt(engine, place.address);
  const month = { accountId: "A-1", currency: USD, month: "2026-05" };
  try {
    await issue(register, invoice("a"));
    await register.payments.begin({
      id: "a1",
      documentId: "a",
      month,
      amount: usd(1_100n),
      cardLimit: usd(1_100n),
      at: AT,
      expiresAt: instant("2026-05-11T00:00:00Z"),
    });
    for (const event of events) await register.payments.apply(event, []);
    const attempts = await register.payments.attempts(["a"]);
    const { payment, paidAt } = await found(register, "a");
    // When a try without a click of ours began is when it was first heard of.
    const settled = attempts.map((attempt) => ({ ...attempt, begunAt: AT })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return { payment, paidAt, settled, totals: await register.payments.cardTotals([month]) };
  } finally {
    await register.close();
    await place.remove();
  }
};
