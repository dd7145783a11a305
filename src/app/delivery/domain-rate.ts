import { millisecondsBetween, type Instant } from "../../kernel/calendar.ts";

/** How many mails may go to each of some domains, and whose rate it is. */
export type Load = { readonly sender: string; readonly domains: readonly string[]; readonly perMinute: number };

/** Holds the rate of this process: in no minute more than so many mails to one domain. */
export type DomainRate = {
  /** Milliseconds until a mail may go to all of its domains; 0 where it may at once. */
  readonly waitFor: (load: Load, now: Instant) => number;
  readonly take: (load: Load, now: Instant) => void;
};

const MINUTE_MS = 60_000;

/** A bucket of tokens for each domain, each of which comes back a minute after it was taken. */
export const createDomainRate = (): DomainRate => {
  /** When the tokens were taken, oldest first. */
  const buckets = new Map<string, readonly Instant[]>();
  const takenIn = (key: string, now: Instant): readonly Instant[] =>
    (buckets.get(key) ?? []).filter((taken) => millisecondsBetween(taken, now) < MINUTE_MS);
  return {
    waitFor: (load, now) =>
      Math.max(
        0,
        ...keysOf(load).map((key) => {
          const taken = takenIn(key, now);
          const first = taken[taken.length - load.perMinute];
          return first === undefined ? 0 : MINUTE_MS - millisecondsBetween(first, now);
        }),
      ),
    take: (load, now) => {
      for (const key of keysOf(load)) buckets.set(key, [...takenIn(key, now), now]);
    },
  };
};

const keysOf = ({ sender, domains }: Load): readonly string[] => domains.map((domain) => `${sender} ${domain}`);

/** The domains of some addresses, each once; they are the same in capitals. */
export const domainsOf = (addresses: readonly string[]): readonly string[] => [
  ...new Set(addresses.map((address) => address.slice(address.lastIndexOf("@") + 1).toLowerCase())),
];
