import { afterEach, describe, expect, test } from "vitest";
import { createDomainRate, domainsOf } from "../../../src/app/delivery/domain-rate.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { openMailServer, type MailServer } from "./mail-server.ts";
import { mailed, openPostOffice, START, type PostOffice } from "./post-office.ts";

let office: PostOffice | undefined;
let server: MailServer | undefined;
afterEach(async () => {
  await server?.close();
  await office?.close();
});

const DELIVERIES = 200;
const RATE = 30;

test(`${DELIVERIES} mails to one domain go out at ${RATE} in any minute, and hold up no other domain`, async () => {
  office = await openPostOffice("sqlite", RATE);
  server = await openMailServer();
  await office.issue([mailed("a", ["first@slow.example"])]);
  const slow = Array.from({ length: DELIVERIES - 1 }, (_, index) => `n${index}@slow.example`);
  await office.queue(
    "a",
    [...slow, "one@quick.example"].map((address) => ({
      key: `reminder/${address}`,
      kind: "reminder",
      recipients: [address],
    })),
  );
  const outcomes = await office.deliver(server.settings);
  expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(DELIVERIES + 1);
  const domains = server.received.map(({ to }) => domainsOf(to).join());
  const mails = await server.parsed();
  // A mail bears the moment at which it was let go.
  const times = mails.flatMap(({ date }, index) => (domains[index] === "slow.example" && date ? [date.getTime()] : []));
  const fullest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
  expect(times).toHaveLength(DELIVERIES);
  expect(fullest).toBe(RATE);
  expect(Math.max(...times) - Date.parse(START)).toBe(6 * 60_000);
  expect(domains.indexOf("quick.example")).toBeLessThanOrEqual(RATE + 2);
});

describe("the rate of a domain", () => {
  const load = (domains: readonly string[], sender = "us") => ({ sender, domains, perMinute: 2 });

  test("lets the third mail of two a minute go when the first is a minute old", () => {
    const rate = createDomainRate();
    rate.take(load(["a.example"]), START);
    rate.take(load(["a.example"]), plusMinutes(START, 0.5));
    expect(rate.waitFor(load(["a.example"]), plusMinutes(START, 0.5))).toBe(30_000);
    expect(rate.waitFor(load(["a.example"]), plusMinutes(START, 1))).toBe(0);
    rate.take(load(["a.example"]), plusMinutes(START, 1));
    expect(rate.waitFor(load(["a.example"]), plusMinutes(START, 1))).toBe(30_000);
  });

  test("holds a mail to several domains until all may have it; other domains and other senders are free", () => {
    const rate = createDomainRate();
    for (let mail = 0; mail < 2; mail += 1) rate.take(load(["a.example", "b.example"]), START);
    expect(rate.waitFor(load(["b.example", "c.example"]), START)).toBe(60_000);
    expect(rate.waitFor(load(["c.example"]), START)).toBe(0);
    expect(rate.waitFor(load(["a.example"], "de"), START)).toBe(0);
  });

  test("is one for all spellings of a domain", () => {
    expect(domainsOf(["a@Slow.Example", "b@slow.example", "c@other.example"])).toEqual([
      "slow.example",
      "other.example",
    ]);
  });
});
