import { moneyText } from "../../kernel/money.ts";
import { printable } from "../../kernel/characters.ts";
import { nameOf } from "./find-document.ts";
import type { Reminded } from "./remind.ts";

/** "INV-17  12 days overdue  75.00 USD  to ap@buyer.example", or why there is no reminder. */
export const remindedText = (reminded: Reminded): string => {
  const { document, open, overdue } = reminded.item;
  const days = overdue?.days ?? 0;
  const told = reminded.kind === "left-out" ? `left out: ${reminded.reason}` : recipientsOf(reminded.delivery);
  const parts = [
    nameOf(document),
    `${days} day${days === 1 ? "" : "s"} overdue`,
    `${moneyText(open)} ${open.currency}`,
    told,
  ];
  return `${printable(parts.join("  "))}\n`;
};

const recipientsOf = ({ recipients }: { readonly recipients: readonly string[] }): string =>
  `to ${recipients.join(", ")}`;

/** One line of `--json`: fields in a fixed order, absent ones as null. */
export const remindedLine = (reminded: Reminded): string => {
  const { document, open, overdue } = reminded.item;
  const delivery = reminded.kind === "left-out" ? undefined : reminded.delivery;
  return `${JSON.stringify({
    id: document.id,
    number: document.number ?? null,
    outcome: reminded.kind,
    daysOverdue: overdue?.days ?? null,
    open: moneyText(open),
    currency: open.currency,
    key: delivery?.key ?? null,
    recipients: delivery?.recipients ?? null,
    reason: reminded.kind === "left-out" ? reminded.reason : null,
  })}\n`;
};

export type RemindTally = Readonly<Record<Reminded["kind"], number>>;

export const NOBODY_REMINDED: RemindTally = { queued: 0, "would-be-queued": 0, "left-out": 0 };

export const countReminded = (tally: RemindTally, { kind }: Reminded): RemindTally => ({
  ...tally,
  [kind]: tally[kind] + 1,
});

/** The last line for people. */
export const remindTallyText = (tally: RemindTally): string => {
  const { queued, "would-be-queued": due, "left-out": left } = tally;
  if (queued + due + left === 0) return "nothing is overdue\n";
  const next = queued > 0 ? "; billwright deliver sends them" : "";
  return `${reminders(due > 0 ? due : queued)} ${due > 0 ? "would be noted" : "noted"}, ${left} left out${next}\n`;
};

const reminders = (count: number): string => `${count} reminder${count === 1 ? "" : "s"}`;
