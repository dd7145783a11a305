import type { Issue } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { PaymentProvider } from "./provider.ts";

/** Where a click may lead: to the provider, or by a domain of the vendor's own that the profile allows (rule B10). */
export const pageHosts = (provider: PaymentProvider, { online }: Issuer): readonly string[] => [
  ...new Set([...provider.pageHosts, ...online.hosts]),
];

/** Why a page cannot be what a click leads to; undefined where it can. */
export const strangePage = (url: string, provider: PaymentProvider, issuer: Issuer): Issue | undefined => {
  const address = URL.parse(url);
  if (address?.protocol === "https:" && pageHosts(provider, issuer).includes(address.host)) return undefined;
  return {
    rule: "B10",
    at: "/payment/link",
    message: `${issuer.online.provider} opens pages on "${address?.host ?? ""}", which is not among the hosts of the profile`,
    hint: "add it to online.hosts of the profile",
  };
};
