import { chromium, type Page } from "playwright-core";
import { realWorld } from "../../src/adapters/real-world.ts";
import { accessTools, openSeal } from "../../src/adapters/secrets.ts";
import { openStripe } from "../../src/adapters/stripe.ts";
import { createKey } from "../../src/app/access/keys.ts";
import { parseIssuer } from "../../src/app/issuer-file.ts";
import { openArchive } from "../../src/app/ledger/archive.ts";
import { openItems } from "../../src/app/ledger/open-items.ts";
import { openListText } from "../../src/app/ledger/open-list.ts";
import type { World } from "../../src/app/world.ts";
import { createServer } from "../../src/server.ts";
import type { ServerDoors } from "../../src/server/desk.ts";
import { LIMITS } from "../../src/server/settings.ts";
import { bill } from "../app/bill/billing.ts";
import { openMailServer, type MailServer } from "../app/delivery/mail-server.ts";
import { openPostOffice, sendingProfile, SENDING, type PostOffice } from "../app/delivery/post-office.ts";
import { fakeWorld, jsonLines, sha256 } from "../app/fake-world.ts";
import { valueOf } from "../documents.ts";
import type { StripeEvent } from "../stripe/account.ts";
import { checkoutPage } from "../stripe/checkout-page.ts";
import { openFakeStripe, type FakeStripe } from "../stripe/fake-stripe.ts";
import { forwardTo, openHttpsFront, type HttpsFront } from "./https-front.ts";
import { post, SECRET } from "./serving.ts";
import { told } from "./till.ts";

const HOST = "pay.meridian.example";
const ADDRESS = `https://${HOST}`;

/** The vendor with register, store and server behind its proxy, Stripe, a mail server, and a customer's phone. */
export type Town = {
  readonly office: PostOffice;
  readonly stripe: FakeStripe;
  readonly post: MailServer;
  readonly phone: Page;
  /** What the phone's browser would not do for a page of ours. */
  readonly faults: readonly string[];
  /** Issued, with a permanent address of ours to pay at; gives its number. */
  readonly bill: (document: Readonly<Record<string, unknown>>) => Promise<string>;
  /** The signed link that the vendor's system asks for. */
  readonly link: (document: string) => Promise<string>;
  /** Sends what is due; "receipt sent", one a mail. */
  readonly deliver: () => Promise<readonly string[]>;
  /** Stripe tells so often; the answers. */
  readonly tell: (event: StripeEvent, times: number) => Promise<readonly number[]>;
  /** The issued PDF by its hash in the register. */
  readonly pdfHash: (id: string) => Promise<string | undefined>;
  /** `register list --open --json`. */
  readonly openList: () => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
};

export const openTown = async (chromiumPath: string): Promise<Town> => {
  const office = await openPostOffice();
  const stripe = await openFakeStripe(() => Date.parse(office.now()));
  const doors = await openServer(office, stripe);
  const base = await doors.server.listen({ host: "127.0.0.1", port: 0 });
  const front = await openHttpsFront({
    [HOST]: forwardTo(Number(new URL(base).port)),
    "checkout.stripe.com": checkoutPage(stripe),
  });
  const mailServer = await openMailServer();
  const { phone, faults, browser } = await openPhone(chromiumPath, front);
  return {
    office,
    stripe,
    post: mailServer,
    phone,
    faults,
    ...dealings(office),
    link: async (document) => {
      const answer = await fetch(`${base}/api/links`, post(doors.bearer, { document, account: "A-1" }));
      const { url }: { readonly url: string } = await answer.json();
      return url;
    },
    deliver: async () => (await office.deliver(mailServer.settings)).map(({ kind, outcome }) => `${kind} ${outcome}`),
    tell: async (event, times) => {
      const { body, signature } = stripe.message(event);
      const statuses: number[] = [];
      for (let count = 0; count < times; count += 1) {
        statuses.push((await fetch(`${base}/webhooks/stripe`, told(body, signature))).status);
      }
      return statuses;
    },
    close: async () => {
      await browser.close();
      await front.close();
      await doors.server.close();
      await mailServer.close();
      await stripe.close();
      await office.close();
    },
  };
};

/** Senders, and addresses of ours to pay at. */
const PROFILE = ((): string => {
  const profile: { readonly online: object } = JSON.parse(sendingProfile(1_000));
  return JSON.stringify({ ...profile, online: { ...profile.online, links: "pay-page", payPage: `${ADDRESS}/p/` } });
})();

const openServer = async (office: PostOffice, stripe: FakeStripe) => {
  const world: World = { ...fakeWorld({}), clock: { now: office.now } };
  const time = { now: () => 0, wait: async () => {} };
  const settings = { ...stripe.settings, requestsPerSecond: Number.POSITIVE_INFINITY, time };
  const doors: ServerDoors = {
    world,
    register: office.register,
    store: office.doors.store,
    tools: accessTools,
    issuer: valueOf(parseIssuer(PROFILE, SENDING)),
    seal: valueOf(openSeal(SECRET)),
    provider: valueOf(await openStripe(settings)),
  };
  const server = await createServer(doors, {
    publicUrl: ADDRESS,
    trustedProxies: ["127.0.0.1"],
    version: "0.0.0",
    log: { write: () => {} },
    limits: LIMITS,
  });
  const wanted = { name: "billing system", scopes: ["links:create"], accounts: [], organisations: [] };
  const desk = { register: office.register, tools: accessTools, clock: world.clock, tokens: world.tokens };
  const { bearer } = valueOf(await createKey(wanted, desk, { name: "test" }));
  return { server, bearer };
};

/** A small screen that is touched. It finds the two hosts on this machine, and no other anywhere. */
const openPhone = async (executablePath: string, { port }: HttpsFront) => {
  const rules = [HOST, "checkout.stripe.com"].map((host) => `MAP ${host} 127.0.0.1:${port}`);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", `--host-resolver-rules=${[...rules, "MAP * ~NOTFOUND"].join(",")}`],
  });
  const viewport = { width: 360, height: 780 };
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true, ignoreHTTPSErrors: true });
  const phone = await context.newPage();
  const faults: string[] = [];
  phone.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
  phone.on("pageerror", (error) => void faults.push(error.message));
  return { browser, phone, faults };
};

/** What the vendor does and sees at home. */
const dealings = ({ doors, register, now }: PostOffice): Pick<Town, "bill" | "pdfHash" | "openList"> => ({
  bill: async (document) => {
    const fake = fakeWorld({ "in.jsonl": jsonLines([document]), [SENDING]: PROFILE });
    // Secrets of several runs are not to be the same.
    const world: World = { ...fake, clock: { now }, tokens: realWorld.tokens };
    const { outcomes } = await bill({ world, doors, request: { issuer: SENDING, formats: ["pdf", "html"] } });
    const [{ outcome, number, issues } = { outcome: "none", number: undefined, issues: [] }] = outcomes;
    if (outcome !== "issued" || number === undefined) throw new Error(`${outcome}: ${JSON.stringify(issues)}`);
    return number;
  },
  pdfHash: async (id) => {
    const files = (await register.documents.find([id])).get(id)?.files ?? [];
    const hash = files.find(({ format }) => format === "pdf")?.sha256;
    const kept = hash && (await doors.store.read(hash));
    return kept && sha256(kept);
  },
  openList: async () => {
    const items = await openItems({}, { register, archive: openArchive(doors.store), now: now() });
    const lines = openListText(valueOf(items), "json").split("\n");
    return lines.flatMap((line): readonly unknown[] => (line === "" ? [] : [JSON.parse(line)]));
  },
});
