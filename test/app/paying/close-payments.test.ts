import { afterEach, beforeEach, expect, test } from "vitest";
import { closePayments } from "../../../src/app/paying/close-payments.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { change } from "../../adapters/register/reservations.ts";
import { answered, demand, money } from "../../stripe/demands.ts";
import { BANK, CARD } from "../../stripe/payer.ts";
import { MAY, openOffice, type Office } from "./office.ts";

let office: Office;
beforeEach(async () => void (office = await openOffice()));
afterEach(() => office.close());

const close = async (id: string) => closePayments(await office.document(id), office.desk);
const voided = (id: string) => office.register.documents.voidDocument(id, change(office.now()));

test("[B5] an open page is closed and frees what it held, and then the document can become void", async () => {
  await office.issue("one", money("100.00"));
  const page = await office.page("one");
  expect(await voided("one")).toBe(false);
  expect(await close("one")).toEqual({ kind: "closed" });
  expect(() => office.stripe.pay(page, CARD)).toThrow("is closed");
  expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
  expect(await voided("one")).toBe(true);
  expect(await close("one")).toEqual({ kind: "closed" });
});

test("[B3] a link of Stripe's is closed, once and again", async () => {
  const link = answered(await office.desk.provider.createLink(demand()));
  await office.issue("one", money("6300.00"), { link });
  expect(await close("one")).toEqual({ kind: "closed" });
  expect(await close("one")).toEqual({ kind: "closed" });
  expect(office.stripe.follow(link.url)).toBeUndefined();
});

test("[B6] a payment that was made a moment before, or is under way, is not closed away", async () => {
  await office.issue("card", money("100.00"));
  office.stripe.pay(await office.page("card"), CARD);
  expect(await close("card")).toEqual({ kind: "under-way" });
  await office.issue("bank", money("100.00"));
  await office.hear(office.stripe.pay(await office.page("bank"), BANK));
  expect(await close("bank")).toEqual({ kind: "under-way" });
});

test("while Stripe does not answer, the document stays as it is", async () => {
  await office.issue("one", money("100.00"));
  await office.page("one");
  office.stripe.faults.push("failed", "failed", "failed", "failed");
  expect(await close("one")).toMatchObject({ kind: "unavailable" });
  expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
});

test("a page of which it is open whether Stripe made it is waited for until its time is up", async () => {
  await office.issue("one", money("100.00"));
  office.stripe.faults.push("failed", "failed", "failed", "failed");
  await office.click("one");
  expect(await close("one")).toMatchObject({ kind: "unavailable" });
  office.moveTo(plusMinutes(MAY, 60));
  expect(await close("one")).toEqual({ kind: "closed" });
});
