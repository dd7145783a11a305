import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { change, invoice, numbered } from "../adapters/register/reservations.ts";
import { tokenOf } from "../app/paying/office.ts";
import { money } from "../stripe/demands.ts";
import { CARD } from "../stripe/payer.ts";
import { openTill, type Till } from "./till.ts";

let till: Till;
beforeEach(async () => void (till = await openTill()));
afterEach(() => till.close());

const reopen = async (limits: Parameters<typeof openTill>[0]): Promise<void> => {
  await till.close();
  till = await openTill(limits);
};

/** All that a stranger can compare of an answer: status, headers but those of the moment, body without its request. */
const seen = async (path: string, init: RequestInit): Promise<string> => {
  const answer = await till.ask(path, init);
  const id = answer.headers.get("x-request-id") ?? "";
  const body = (await answer.text()).replaceAll(id, "ID");
  const headers = [...answer.headers].filter(([name]) => !/^(?:date|x-request-id|x-ratelimit-.*)$/.test(name));
  return JSON.stringify([answer.status, headers, body]);
};

describe.each(["text/html", "*/*"])("whatever is no address of an invoice is answered alike (Accept: %s)", (accept) => {
  const requests: Readonly<Record<string, (token: string) => Promise<string>>> = {
    looked: (token) => seen(`/p/${token}`, { headers: { accept } }),
    clicked: (token) => seen(`/p/${token}/pay`, { method: "POST", headers: { accept } }),
  };

  test.each(Object.entries(requests))("%s at", async (_, ask) => {
    await till.office.register.documents.reserve([numbered(invoice("coming"))], change());
    const nobody = await ask("x".repeat(27));
    expect(nobody).toContain("[404,");
    // Not issued yet; a token with a letter more, in other letters; what no database takes, or would take for something else.
    await till.office.issue("one", money("100.00"));
    const others = [tokenOf("coming"), `${tokenOf("one")}A`, tokenOf("ONE"), "one", "INV-US-2026-000001"];
    for (const token of [...others, "%00", "%F0%9F%92%B3", "%25", "'%20or%20'1'='1", "a".repeat(250)]) {
      expect(await ask(token)).toBe(nobody);
    }
  });
});

test("[B10] the page loads nothing, tells its address to nobody, and its form goes to us, to Stripe and to hosts of the profile", async () => {
  await till.office.issue("one", money("100.00"));
  const { headers } = await till.ask(`/p/${tokenOf("one")}`);
  const hash = "'sha256-[A-Za-z0-9+/]{43}='";
  expect(headers.get("content-security-policy")).toMatch(
    new RegExp(
      `^default-src 'none'; style-src ${hash} ${hash} ${hash}; base-uri 'none'; form-action 'self' https://checkout\\.stripe\\.com https://pay\\.meridian\\.example; frame-ancestors 'none'$`,
    ),
  );
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
});

test("[B10] no token is in the log, whatever becomes of it", async () => {
  await till.office.issue("one", money("100.00"));
  await till.page("one", "?lang=de-DE");
  till.office.stripe.faults.push("failed", "failed", "failed", "failed");
  await till.click("one");
  await till.pageAtStripe("one");
  await till.ask(`/p/${tokenOf("one")}x/pay`, { method: "POST" });
  await till.ask(`/p/${tokenOf("one")}/pay`, { method: "POST", body: "{", headers: { "content-type": "text/json" } });
  await till.ask(`/p/${tokenOf("one")}/%zz`);
  const log = till.log();
  expect([tokenOf("one"), "harborfinch", "sk_test"].filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).toContain('"route":"/p/:token/pay"');
});

test("what the provider tells of a method is printed and never obeyed", async () => {
  await till.office.issue("one", money("100.00"));
  const method = { ...CARD, brand: '"><script>alert(1)</script>\u202e' };
  await till.tell(till.office.stripe.pay(await till.pageAtStripe("one"), method));
  const page = await till.page("one");
  expect(page).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).not.toMatch(/<script|\u202e/);
});

describe("asked too often", () => {
  const statuses = async (...asking: readonly (() => Promise<Response>)[]): Promise<readonly number[]> => {
    const answers: number[] = [];
    for (const ask of asking) answers.push((await ask()).status);
    return answers;
  };
  const look = (path: string) => () => till.ask(path);
  const click = (id: string) => () => till.click(id);

  test("the page of one invoice says so, however its address is written; the others answer", async () => {
    await reopen({ limits: { requestsOfPayPage: 3 } });
    for (const id of ["one", "two"]) await till.office.issue(id, money("100.00"));
    const paths = ["/p/token-one", "/p/token-%6Fne", "/p/token-one?lang=de-DE", "/p/token%2Done", "/p/token-two"];
    expect(await statuses(...paths.map(look))).toEqual([200, 200, 200, 429, 200]);
    const refused = await till.ask("/p/token-one", { headers: { accept: "text/html" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toContain("Too many requests");
  });

  test("an address may click no more, on whichever invoice; looking goes on", async () => {
    await reopen({ limits: { clicksOfOne: 2 } });
    for (const id of ["one", "two", "three"]) await till.office.issue(id, money("100.00"));
    const asking = [click("one"), click("two"), click("three"), look("/p/token-three")];
    expect(await statuses(...asking)).toEqual([303, 303, 429, 200]);
    expect(till.office.stripe.sessions()).toHaveLength(2);
  });
});
