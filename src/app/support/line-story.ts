import type { ChargeLine, Invoice, Line } from "../../compute/invoice.ts";
import type { Period } from "../../kernel/calendar.ts";
import type { RuleId, SourceRef } from "../../kernel/ids.ts";
import { decimalText, moneyText, trimDecimal } from "../../kernel/money.ts";
import { RULE_WORDS } from "./rule-words.ts";

/** How one amount came about, step by step, in figures that are the same in every language. */
export type LineStory = {
  readonly id: string;
  readonly name: string;
  readonly source: SourceRef;
  readonly period?: Period;
  /** What was used, committed and included (rules A4, A17, E8). */
  readonly counted?: string;
  /** "80 × 75.00". */
  readonly reckoned: string;
  readonly exact: string;
  readonly amount: string;
  readonly currency: string;
  /** Whether the exact amount had more decimals than the currency (rule A10). */
  readonly rounding: "rounded once, half away from zero" | "nothing to round";
  readonly taxes: readonly string[];
  readonly rules: readonly { readonly id: RuleId; readonly words?: string }[];
};

export const storyOf = (line: Line, { document }: Invoice): LineStory => {
  const exact = decimalText(trimDecimal(line.exact.value));
  const amount = moneyText(line.amount);
  const taxNames = new Map(document.taxes.map(({ id, name, rate }) => [id, `${name}, ${decimalText(rate)} %`]));
  const isWhole = decimalText(trimDecimal(line.exact.value, decimalsOf(amount))) === amount;
  return {
    id: line.id,
    source: line.source,
    ...wordsOf(line),
    exact,
    amount,
    currency: line.amount.currency,
    rounding: isWhole ? "nothing to round" : "rounded once, half away from zero",
    taxes: line.taxes.map((id) => taxNames.get(id) ?? id),
    rules: line.because.map((id) => ({ id, ...(RULE_WORDS[id] !== undefined && { words: RULE_WORDS[id] }) })),
  };
};

const decimalsOf = (amount: string): number => amount.split(".")[1]?.length ?? 0;

const wordsOf = (line: Line): Pick<LineStory, "name" | "period" | "counted" | "reckoned"> => {
  switch (line.kind) {
    case "charge": {
      const { product, prepay, period } = line.rated;
      const counted = countedOf(line);
      return {
        name: prepay ? `${product}, prepay` : product,
        period,
        ...(counted !== undefined && { counted }),
        reckoned: `${decimalText(line.quantity)} × ${decimalText(line.rate.price)}`,
      };
    }
    case "fee":
      return { name: line.name, reckoned: `${decimalText(line.quantity)} × ${decimalText(line.rate.price)}` };
    case "discount": {
      const reckoned = line.percent === undefined ? "as given" : `−${decimalText(line.percent)} % of the line above`;
      return { name: `discount: ${line.reason}`, reckoned };
    }
  }
};

const countedOf = ({ rated: { used, committed, included, quantity, unit } }: ChargeLine): string | undefined => {
  const counts = [
    ...(used === undefined ? [] : [`${decimalText(used)} used`]),
    ...(committed === undefined ? [] : [`${decimalText(committed)} committed`]),
    ...(included === undefined ? [] : [`${decimalText(included)} included`]),
  ];
  return counts.length === 0 ? undefined : `${counts.join(", ")}; billed here: ${decimalText(quantity)} ${unit}`;
};
