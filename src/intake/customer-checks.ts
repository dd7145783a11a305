import { isTimeZone } from "../kernel/calendar.ts";
import type { Issue } from "../kernel/result.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

/** The customer's zone (C4) and request of language (J-QC-2), and the term of the contract (C1). */
export function* customerIssues({
  customer,
  contract,
  issueDate,
}: Pick<Unsourced, "customer" | "contract" | "issueDate">): Iterable<Issue> {
  const { timeZone, locale, languageRequest } = customer;
  if (!isTimeZone(timeZone)) {
    yield {
      rule: "C4",
      at: "/customer/timeZone",
      message: `${quote(timeZone)} is not an IANA time zone`,
      hint: "such as America/New_York, Europe/Berlin, UTC",
    };
  }
  if (languageRequest !== undefined && languageRequest.date > issueDate) {
    yield {
      rule: "J-QC-2",
      at: "/customer/languageRequest/date",
      message: `the request of ${languageRequest.date} is later than the document of ${issueDate}`,
    };
  }
  if (languageRequest !== undefined && locale !== undefined && languageRequest.locale !== locale) {
    yield {
      rule: "J-QC-2",
      at: "/customer/languageRequest/locale",
      message: `the customer asked for ${languageRequest.locale}, but the locale is ${locale}`,
      hint: "leave one of them out, or make them agree",
    };
  }
  if (contract.term !== undefined && contract.term.first > contract.term.last) {
    yield { rule: "C1", at: "/contract/term", message: "ends before it begins" };
  }
}
