import { printable } from "../../kernel/characters.ts";
import { issueText } from "../report.ts";
import { DELIVERY_OUTCOMES, type DeliveryOutcome } from "./outcome.ts";
import type { Preview } from "./preview.ts";

export type DeliveryTally = Readonly<Record<DeliveryOutcome["outcome"], number>>;

export const NOTHING_DELIVERED: DeliveryTally = { sent: 0, later: 0, parked: 0, unknown: 0, waiting: 0 };

export const countDelivery = (tally: DeliveryTally, { outcome }: DeliveryOutcome): DeliveryTally => ({
  ...tally,
  [outcome]: tally[outcome] + 1,
});

/** What a person has to know of one delivery; nothing where it was simply sent. */
export const deliveryText = (delivery: DeliveryOutcome): string => {
  const { outcome, key, refused, issues, answer, reason, nextAt } = delivery;
  const name = nameOf(delivery);
  const told = {
    sent: "",
    later: line(`${name}: not taken yet, tried again after ${nextAt ?? ""}: ${answer ?? ""}`),
    parked: line(`${name}: PARKED, ${reason ?? ""}${answer === undefined ? "" : `: ${answer}`}`),
    unknown: line(
      `${name}: HELD, ${reason ?? ""}${answer === undefined ? "" : ` (${answer})`}`,
      `ask the mail server or ${delivery.recipients.join(", ")}; billwright deliver --release ${key} sends it once more`,
    ),
    waiting: issues.map((issue) => issueText({ ...issue, file: name })).join(""),
  } as const satisfies Record<DeliveryOutcome["outcome"], string>;
  const refusals = outcome === "sent" || outcome === "parked" ? refused : [];
  return [
    told[outcome],
    ...refusals.map(({ address, answer: why }) => line(`${name}: REFUSED for ${address}: ${why}`)),
  ].join("");
};

const nameOf = ({ kind, number, documentId }: Pick<DeliveryOutcome, "kind" | "number" | "documentId">): string =>
  `${kind} ${number ?? documentId}`;

const line = (text: string, hint?: string): string =>
  `${printable(text)}\n${hint === undefined ? "" : `    ${printable(hint)}\n`}`;

/** One line of `--json`: fields in a fixed order, absent ones as null. */
export const deliveryLine = (delivery: DeliveryOutcome): string => {
  const { key, kind, documentId, number, recipients, outcome, answer, reason, nextAt, refused, issues } = delivery;
  return `${JSON.stringify({
    key,
    kind,
    document: documentId,
    number: number ?? null,
    recipients,
    outcome,
    answer: answer ?? null,
    reason: reason ?? null,
    nextAt: nextAt ?? null,
    refused,
    issues: issues.map(({ rule, at, message, hint }) => ({ rule, at, message, hint })),
  })}\n`;
};

/** "sent 12, later 2, held 1", or that there was nothing. */
export const deliveryTallyText = (tally: DeliveryTally): string => {
  const counts = DELIVERY_OUTCOMES.filter((outcome) => tally[outcome] > 0).map(
    (outcome) => `${WORDS[outcome]} ${tally[outcome]}`,
  );
  return counts.length === 0 ? "nothing is due" : counts.join(", ");
};

const WORDS = {
  sent: "sent",
  later: "later",
  parked: "parked",
  unknown: "held",
  waiting: "waiting",
} as const satisfies Record<DeliveryOutcome["outcome"], string>;

/** "document INV-17  to ap@buyer.example  Invoice INV-17: …  61,234 bytes". */
export const previewText = (preview: Preview): string => {
  if (preview.kind === "not-sent") {
    const { outcome, reason } = preview.outcome;
    return outcome === "parked"
      ? line(`${nameOf(preview.outcome)}: would be parked, ${reason ?? ""}`)
      : deliveryText(preview.outcome);
  }
  const { outcome, to, subject, bytes } = preview;
  return line([nameOf(outcome), `to ${to.join(", ")}`, subject, `${bytes.length} bytes`].join("  "));
};

export const previewLine = (preview: Preview): string =>
  preview.kind === "not-sent"
    ? deliveryLine(preview.outcome)
    : `${JSON.stringify({
        key: preview.outcome.key,
        kind: preview.outcome.kind,
        document: preview.outcome.documentId,
        number: preview.outcome.number ?? null,
        to: preview.to,
        subject: preview.subject,
        bytes: preview.bytes.length,
      })}\n`;
