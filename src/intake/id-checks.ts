import type { Issue } from "../kernel/result.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

/** Ids name one item each, and the document's number can be typed, spoken and put into a file name. */
export function* idIssues(document: Unsourced): Iterable<Issue> {
  for (const list of ["lines", "taxes", "withholdings", "discounts", "fees", "paid"] as const) {
    yield* repeatedIds(document[list], `/${list}`);
  }
  yield* repeatedIds(document.customer.organisations, "/customer/organisations");
  const { number } = document;
  if (number !== undefined && !NUMBER.test(number)) {
    yield {
      rule: "J-ALL-1",
      at: "/number",
      message: `${quote(number)} is not a document number`,
      hint: "letters, digits, blanks, - _ . #, a letter or digit first",
    };
  }
}

/** No path separators, no quotes, nothing that a spreadsheet takes for a formula. */
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._#-]*$/u;

/** Items of one list that share an id. */
export function* repeatedIds(items: readonly { readonly id: string }[], at: string): Iterable<Issue> {
  const first = new Map<string, number>();
  for (const [index, { id }] of items.entries()) {
    const before = first.get(id);
    if (before === undefined) first.set(id, index);
    else
      yield {
        rule: null,
        at: `${at}/${index}/id`,
        message: `${quote(id)} is also the id of ${at}/${before}`,
        hint: "each has its own",
      };
  }
}
