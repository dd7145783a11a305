import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLinks, type LinkOutcome } from "../../../src/app/paying/links.ts";
import { change, invoice, numbered } from "../../adapters/register/reservations.ts";
import { MERIDIAN } from "../../documents.ts";
import { money } from "../../stripe/demands.ts";
import { amounts, openOffice, type Office } from "./office.ts";

let office: Office;
beforeEach(async () => void (office = await openOffice()));
afterEach(() => office.close());

const ISSUER = { ...MERIDIAN, online: { ...MERIDIAN.online, hosts: ["buy.stripe.com"] } };

const number = async (id: string, fields: Parameters<typeof invoice>[1] = {}): Promise<void> => {
  const { link: _, ...document } = invoice(id, { ...amounts(money("6300.00")), ...fields });
  await office.register.documents.reserve([numbered(document)], change());
};

const make = async (ids: readonly string[], issuer: typeof MERIDIAN = ISSUER): Promise<readonly LinkOutcome[]> =>
  makeLinks(await Promise.all(ids.map(office.document)), { ...office.desk, issuer }, change());

test("[B3] each document gets a link of its own, in the register before it can be printed", async () => {
  const ids = Array.from({ length: 25 }, (_, index) => `doc-${index}`);
  for (const id of ids) await number(id);
  const outcomes = await make(ids);
  expect(outcomes.map(({ documentId }) => documentId)).toEqual(ids);
  const links = await Promise.all(ids.map(async (id) => (await office.document(id)).link));
  expect(outcomes.map(({ answer }) => answer)).toEqual(links.map((value) => ({ ok: true, value })));
  expect(new Set(links.map((link) => link?.url)).size).toBe(25);
  expect(office.stripe.requests.every(({ key }, index) => key?.startsWith("link/INV-US-2026-") ?? index < 0)).toBe(
    true,
  );
});

test("[B3] a document that has its link keeps it, and Stripe is not asked again", async () => {
  await number("one");
  const first = await make(["one"]);
  expect(await make(["one"])).toEqual(first);
  expect(office.stripe.requests).toHaveLength(1);
});

test("[B3] a link that was made, but lost before the register had it, is found again", async () => {
  await number("one");
  const { register } = office;
  const attachLinks = async () => {
    throw new Error("power cut");
  };
  const dying = {
    ...office.desk,
    issuer: ISSUER,
    register: { ...register, documents: { ...register.documents, attachLinks } },
  };
  await expect(makeLinks([await office.document("one")], dying, change())).rejects.toThrow("power cut");
  const [outcome] = await make(["one"]);
  expect(outcome?.answer).toMatchObject({ ok: true, value: { url: office.stripe.links()[0]?.url } });
  expect(office.stripe.links()).toHaveLength(1);
});

test("[B3] two workers who ask for the same document at the same time print the same link", async () => {
  await number("one");
  const [first, second] = await Promise.all([make(["one"]), make(["one"])]);
  expect(first).toEqual(second);
  expect(office.stripe.links()).toHaveLength(1);
});

test("a failure is one document's, and the others have their links", async () => {
  await number("good");
  await number("huge", amounts(money("1000000.00")));
  const [good, huge] = await make(["good", "huge"]);
  expect(good?.answer.ok).toBe(true);
  expect(huge?.answer).toMatchObject({ ok: false, retry: "never" });
  expect((await office.document("huge")).link).toBeUndefined();
});

test("[B10] a link to a host that the profile does not name is refused", async () => {
  await number("one");
  const [outcome] = await make(["one"], MERIDIAN);
  expect(outcome?.answer).toMatchObject({
    ok: false,
    retry: "never",
    issues: [{ rule: "B10", message: expect.stringContaining('"buy.stripe.com"') }],
  });
  expect((await office.document("one")).link).toBeUndefined();
});
