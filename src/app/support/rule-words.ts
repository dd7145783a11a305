import type { RuleId } from "../../kernel/ids.ts";

/** What a rule behind an amount says, in a sentence that can be said to a customer; the whole rule is in docs/rules.md. */
export const RULE_WORDS: Partial<Readonly<Record<RuleId, string>>> = {
  A3: "Prepay lines are invoiced in advance, for the coming cycle.",
  A4: "Committed users are billed at the prepay rate; users beyond the commitment are a line of their own.",
  A5: "Lines stand in sections; the subtotals add up to the net total.",
  A6: "Quantity × printed rate, rounded, is the printed amount.",
  A7: "Fees exclude taxes; taxes are rows of their own below the net total.",
  A10: "Every amount is rounded once, to the currency's minor unit, half away from zero.",
  A11: "Tax is computed on the sum of its lines and rounded once.",
  A17: "Committed, included and used quantities are shown beside the billed one; only that has an amount.",
  A19: "A credit is a negative amount that names the invoice which it corrects.",
  E8: "Only use above the fair-use allowance is billed.",
  F8: "Discounts, fees and amounts already paid are rows of their own, each with its reason.",
};
