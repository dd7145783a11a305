import { createGate } from "../gate.ts";
import type { Answer } from "../../app/paying/provider.ts";
import { answerOf, isWorthAnotherTry } from "./failure.ts";
import { createPace } from "./pace.ts";
import type { StripeSettings, Time } from "./settings.ts";

/** What is asked, for people, and the kind of request that Stripe counts. */
export type Question = { readonly what: string; readonly kind: string };

export type Ask = <T>(question: Question, request: () => Promise<T>) => Promise<Answer<T>>;

/** With the back-off below, four tries outlast some seconds of failures; whoever clicks does not wait longer. */
const ATTEMPTS = 4;
const FIRST_BACK_OFF_MS = 500;

/** A little under Stripe's limit of 25. */
const PER_SECOND = 20;
const AT_ONCE = 10;

/**
 * Asks at Stripe's pace and tries again what may pass: no answer, "too many requests", a failure of the server. Stripe's
 * own client would give up at "too many requests". A request must bring its idempotency key, the same each time.
 */
export const createAsking = (settings: StripeSettings): Ask => {
  const { attempts = ATTEMPTS, time = MACHINE_TIME } = settings;
  const gate = createGate(settings.atOnce ?? AT_ONCE);
  const pace = createPace(settings.requestsPerSecond ?? PER_SECOND, time);
  return (question, request) =>
    gate.pass(async () => {
      for (let attempt = 1; ; attempt += 1) {
        await pace(question.kind);
        try {
          return { ok: true, value: await request() };
        } catch (error) {
          if (attempt >= attempts || !isWorthAnotherTry(error)) return answerOf(question.what, error);
        }
        await time.wait(backOffMs(attempt));
      }
    });
};

/** Doubling, and between half and whole by chance, so that many who were refused together do not come together again. */
const backOffMs = (attempt: number): number => FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);

const MACHINE_TIME: Time = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
};
