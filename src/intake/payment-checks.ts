import type { Issue } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Unsourced } from "./rated-document.ts";

/** Links are https and lead where the profile allows; of a saved method only brand and last digits are told (B7, B10). */
export function* paymentIssues({ payment, fiscal }: Unsourced, issuer: Issuer): Iterable<Issue> {
  const { link, savedMethod } = payment;
  const fault = faultOf(link, issuer.online.hosts);
  if (fault !== undefined) yield { rule: "B10", at: "/payment/link", ...fault };

  const fiscalFault = faultOf(fiscal?.link, issuer.fiscalHosts);
  if (fiscalFault !== undefined) yield { rule: "B10", at: "/fiscal/link", ...fiscalFault };

  if (savedMethod !== undefined && /\d{5}/.test(savedMethod.brand.replace(/[\s.-]/g, ""))) {
    yield {
      rule: "B7",
      at: "/payment/savedMethod/brand",
      message: "holds a number",
      hint: "brand or bank only; the last four digits have a field of their own",
    };
  }
}

type Fault = Pick<Issue, "message" | "hint">;

const faultOf = (link: string | undefined, hosts: readonly string[]): Fault | undefined =>
  link === undefined ? undefined : (linkFault(link) ?? hostFault(link, hosts));

/** What RFC 3986 lets stand in an address, so that every reader takes it for the same one. */
const PLAIN_LINK = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;

const linkFault = (link: string): Fault | undefined => {
  if (!URL.canParse(link)) return { message: "is not a link", hint: "such as https://pay.example.com/i/7Q2M" };
  const { protocol, username, password } = new URL(link);
  if (protocol !== "https:") return { message: "is not an https link", hint: "https:// and nothing else" };
  if (username !== "" || password !== "") return { message: "holds a user name or password", hint: "take it out" };
  return PLAIN_LINK.test(link)
    ? undefined
    : { message: "holds a character that no link has", hint: "write it as %20, %5C …" };
};

/** The host as it is written, with its port: a subdomain is another host. */
const hostFault = (link: string, hosts: readonly string[]): Fault | undefined => {
  const { host } = new URL(link);
  return hosts.includes(host)
    ? undefined
    : { message: "leads to a host that the profile does not allow", hint: `allowed are ${hosts.join(", ") || "none"}` };
};
