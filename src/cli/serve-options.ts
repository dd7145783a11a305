import { isIP } from "node:net";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import { LIMITS, type ServerLimits } from "../server/settings.ts";
import type { DoorOptions } from "./doors.ts";

export type ServeOptions = DoorOptions & {
  readonly host: string;
  readonly port: string;
  readonly publicUrl?: string;
  readonly trustProxy?: string;
  readonly rate?: string;
  readonly issuer?: string;
};

/** Where to listen, and what is said of us outside. */
export type ServePlace = {
  readonly host: string;
  readonly port: number;
  /** Undefined where it follows from where we listen. */
  readonly publicUrl?: string;
  readonly trustedProxies: readonly string[];
  readonly limits: ServerLimits;
};

export const servePlaceOf = ({ host, port, publicUrl, trustProxy, rate }: ServeOptions): Result<ServePlace> => {
  const listenAt = portOf(port);
  const url = publicUrlOf(publicUrl ?? process.env["BILLWRIGHT_PUBLIC_URL"]);
  const proxies = proxiesOf(trustProxy ?? process.env["BILLWRIGHT_TRUSTED_PROXIES"] ?? "");
  const limits = limitsOf(rate);
  if (!listenAt.ok || !url.ok || !proxies.ok || !limits.ok) {
    return fail(...issuesOf(listenAt, url, proxies, limits));
  }
  return succeed({
    host,
    port: listenAt.value,
    ...url.value,
    trustedProxies: proxies.value,
    limits: limits.value,
  });
};

const portOf = (typed: string): Result<number> =>
  /^\d{1,5}$/.test(typed) && Number(typed) < 65_536
    ? succeed(Number(typed))
    : fail({ rule: null, at: "--port", message: `"${typed}" is no port`, hint: "0 to 65535" });

const limitsOf = (rate: string | undefined): Result<ServerLimits> => {
  if (rate === undefined) return succeed(LIMITS);
  if (!/^[1-9]\d{0,8}$/.test(rate)) {
    return fail({
      rule: null,
      at: "--rate",
      message: `"${rate}" is no number of requests`,
      hint: "1 or more a minute",
    });
  }
  return succeed({ ...LIMITS, requestsOfOne: Number(rate), requestsOfKey: 4 * Number(rate) });
};

/** https, as the links of customers are (rule B10); without it on this machine only. */
const publicUrlOf = (typed: string | undefined): Result<{ readonly publicUrl?: string }> => {
  if (typed === undefined) return succeed({});
  const url = URL.parse(typed);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && HERE.has(url.hostname));
  if (url === null || !isSafe || url.search + url.hash + url.username + url.password !== "") {
    return fail({
      rule: "B10",
      at: "--public-url",
      message: "is no https address that links can begin with",
      hint: "such as https://billing.example.com",
    });
  }
  return succeed({ publicUrl: url.href.replace(/\/+$/, "") });
};

const HERE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

const proxiesOf = (typed: string): Result<readonly string[]> => {
  const networks = typed.split(",").map((network) => network.trim());
  const named = networks.filter((network) => network !== "");
  const wrong = named.filter((network) => !isNetwork(network));
  return wrong.length === 0
    ? succeed(named)
    : fail({
        rule: null,
        at: "--trust-proxy",
        message: `"${wrong.join('", "')}" is no address or network`,
        hint: "such as 10.0.0.7 or 10.0.0.0/8, several with commas",
      });
};

const isNetwork = (text: string): boolean => {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128));
};
