import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStripe } from "../../../src/adapters/stripe.ts";
import type { Doors } from "../../../src/app/bill/open-run.ts";
import { openRun } from "../../../src/app/bill/open-run.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { rawLine, valueOf } from "../../documents.ts";
import meridian from "../../issuers/meridian.json" with { type: "json" };
import { openFakeStripe, type FakeStripe } from "../../stripe/fake-stripe.ts";
import { fakeWorld, ISSUER, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, openDoors, registered, REQUEST } from "./billing.ts";
import { faultsIn } from "./proof.ts";

type Raw = Readonly<Record<string, unknown>>;

let folder: string;
let stripe: FakeStripe;
let doors: Doors;
beforeEach(async () => {
  folder = temporaryFolder();
  stripe = await openFakeStripe(() => Date.parse("2026-05-10T23:30:00Z"));
  doors = { ...(await openDoors(folder)), provider: valueOf(await openStripe({ ...stripe.settings, attempts: 1 })) };
});
afterEach(async () => {
  await closeDoors(doors);
  await stripe.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Without number and link: both are ours to give. */
const draft = (id: string, fields: Raw = {}): Raw => rawInvoice(id, { number: undefined, payment: {}, ...fields });

/** The profile with payment links from where `links` says. */
const profile = (links: Raw): string => {
  const { CAD: _, ...currencies } = meridian.online.currencies;
  const hosts = ["pay.meridian.example", "buy.stripe.com"];
  return JSON.stringify({ ...meridian, online: { ...meridian.online, currencies, hosts, ...links } });
};

const billed = (documents: readonly Raw[], links: Raw) =>
  bill({ world: fakeWorld({ "in.jsonl": jsonLines(documents), [ISSUER]: profile(links) }), doors });

const textOf = async (id: string): Promise<string> => {
  const document = (await doors.register.documents.find([id])).get(id);
  const file = document?.files.find(({ format }) => format === "text");
  return new TextDecoder().decode(file && (await doors.store.read(file.sha256)));
};

describe("[B3] with permanent addresses of our own", () => {
  const PAY_PAGE = { links: "pay-page", payPage: "https://pay.meridian.example/p/" };

  test("each invoice has its own, with a secret of its own, and it is printed", async () => {
    await billed([draft("a"), draft("b")], PAY_PAGE);
    const [a, b] = await registered(doors);
    expect(a?.link).toEqual({
      url: "https://pay.meridian.example/p/token-00000000000000000001",
      mode: "pay-page",
      token: "token-00000000000000000001",
    });
    expect(b?.link?.token).not.toBe(a?.link?.token);
    expect(await textOf("a")).toContain("https://pay.meridian.example/p/token-00000000000000000001");
    expect(stripe.requests).toEqual([]);
  });

  test("who has nothing to pay online gets none", async () => {
    const free = draft("free", { lines: [rawLine({ rate: "0.00" })], showZeroLines: true });
    await billed([draft("eur", { currency: "EUR" }), free], PAY_PAGE);
    expect((await registered(doors)).map(({ id, link, methods }) => [id, link, methods])).toEqual([
      ["eur", undefined, []],
      ["free", undefined, []],
    ]);
  });

  test("a link that comes with the data is refused", async () => {
    const { outcomes } = await billed([rawInvoice("a", { number: undefined })], PAY_PAGE);
    expect(outcomes[0]).toMatchObject({ outcome: "refused", issues: [{ rule: "B3", at: "/payment/link" }] });
  });
});

describe("[B3] with links that Stripe makes", () => {
  const MADE = { links: "payment-link" };

  test("each invoice is printed with a link over its whole amount (B4)", async () => {
    const { summary } = await billed([draft("a"), draft("b", { lines: [rawLine({ quantity: "3" })] })], MADE);
    expect(summary.counts.issued).toBe(2);
    const documents = await registered(doors);
    expect(documents.map(({ link }) => link?.url)).toEqual(stripe.links().map(({ url }) => url));
    expect(await textOf("b")).toContain(stripe.links()[1]?.url);
    expect(await faultsIn(doors, ["a", "b"])).toEqual([]);
  });

  test("a document whose link cannot be made waits with its number, and the next run issues it", async () => {
    stripe.faults.push("failed");
    const first = await billed([draft("a"), draft("b")], MADE);
    expect(first.summary.counts).toEqual({ issued: 1, "already-issued": 0, refused: 0, waiting: 1 });
    const waiting = first.outcomes.find(({ outcome }) => outcome === "waiting");
    expect(waiting?.number).toMatch(/^INV-US-2026-00000[12]$/);
    const second = await billed([draft("a"), draft("b")], MADE);
    expect(second.summary.counts).toEqual({ issued: 2, "already-issued": 0, refused: 0, waiting: 0 });
    expect(second.outcomes.find(({ id }) => id === waiting?.id)?.number).toBe(waiting?.number);
    expect(stripe.links()).toHaveLength(2);
    expect(await faultsIn(doors, ["a", "b"])).toEqual([]);
  });

  test("an answer that was lost on its way leaves one link, not two", async () => {
    stripe.faults.push("cut");
    await billed([draft("a")], MADE);
    await billed([draft("a")], MADE);
    expect(stripe.links()).toHaveLength(1);
    expect((await registered(doors))[0]?.link?.url).toBe(stripe.links()[0]?.url);
  });

  test("without a key for Stripe the run does not begin", async () => {
    const world = fakeWorld({ "in.jsonl": jsonLines([draft("a")]), [ISSUER]: profile(MADE) });
    const { provider: _, ...without } = doors;
    expect(await openRun(world, REQUEST, without)).toMatchObject({
      ok: false,
      issues: [{ rule: "B3", at: "/online/links", hint: "set STRIPE_SECRET_KEY" }],
    });
  });

  test("a link to a host that the profile does not allow is not printed (B10)", async () => {
    const { outcomes } = await billed([draft("a")], { ...MADE, hosts: ["pay.meridian.example"] });
    expect(outcomes[0]).toMatchObject({ outcome: "waiting", issues: [{ rule: "B10" }] });
  });
});
