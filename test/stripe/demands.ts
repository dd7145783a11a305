import type { Demand, SessionDemand } from "../../src/app/paying/provider.ts";
import type { Answer } from "../../src/app/paying/provider.ts";
import { parseCurrency, parseMoney, type Money } from "../../src/kernel/money.ts";
import { instant } from "../app/fake-world.ts";

export const money = (text: string, code = "USD"): Money => {
  const currency = parseCurrency(code);
  const amount = currency && parseMoney(text, currency);
  if (amount === undefined) throw new Error(`${code} ${text} is no amount`);
  return amount;
};

export const demand = (fields: Partial<Demand> = {}): Demand => ({
  documentId: "doc-1",
  number: "INV-1",
  amount: money("6300.00"),
  methods: ["card", "ach"],
  description: "Meridian Contact Cloud, Inc. – INV-1",
  idempotencyKey: "link/INV-1",
  ...fields,
});

export const NOON = instant("2026-05-15T12:00:00Z");

export const sessionDemand = (fields: Partial<SessionDemand> = {}): SessionDemand => ({
  ...demand({ idempotencyKey: "page/INV-1/try-1" }),
  attemptId: "try-1",
  locale: "en-US",
  saving: "not-wanted",
  successUrl: "https://pay.meridian.example/p/abc?returned=done",
  cancelUrl: "https://pay.meridian.example/p/abc",
  expiresAt: instant("2026-05-15T13:00:00Z"),
  ...fields,
});

/** The value of an answer that must be good; the issues otherwise. */
export const answered = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.issues.map(({ message }) => message).join("\n"));
  return answer.value;
};
