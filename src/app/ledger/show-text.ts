import { decimalText, moneyText, type Money } from "../../kernel/money.ts";
import { printable } from "../../kernel/characters.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import { nameOf } from "./find-document.ts";
import { shownLink, type Shown } from "./show.ts";

/** A document for people: what it is, how it stands, and below that lists of all that belongs to it. */
export const shownText = (shown: Shown): string =>
  [
    printable(`${shown.document.kind} ${nameOf(shown.document)}  (id ${shown.document.id})`),
    ...factsOf(shown).map(([name, text]) => `  ${name.padEnd(12)}  ${printable(text)}`),
    ...listsOf(shown).flatMap(([name, lines]) => (lines.length === 0 ? [] : ["", name, ...lines.map(indented)])),
    "",
  ].join("\n");

const indented = (text: string): string => `  ${printable(text)}`;

type Named = readonly (readonly [name: string, text: string])[];

const factsOf = ({ document, related }: Shown): Named => {
  const { state, payment, customerName, accountId, region, country, locale, issueDate, dueDate, origin } = document;
  const { entity, amounts, methods, link, toolset, profileHash, inputHash } = document;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["state", `${state}${payment === "none" ? "" : `, payment ${payment}`}`],
    ["customer", `${customerName}, account ${accountId}, region ${region}, ${country}, ${locale}`],
    ["entity", entity],
    ["dates", `issued ${issueDate}${dueDate === undefined ? "" : `, due ${dueDate}`}`],
    ["amounts", amounts && amountsText(amounts)],
    ["online", link && `${methods.join(", ")} at ${shownLink(link)} (${link.mode})`],
    ["replaces", related.replaces],
    ["replaced by", related.replacedBy],
    ["corrects", related.corrects],
    ["came from", `${origin.place} in run ${origin.run}`],
    ["made with", `billwright ${toolset.version}, ${toolset.runtime}`],
    ["input", inputHash],
    ["profile", profileHash],
    ["contents", document.contentHash],
  ];
  return facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
};

const amountsText = ({ net, tax, total, due }: NonNullable<RegisteredDocument["amounts"]>): string =>
  `net ${moneyText(net)}, tax ${moneyText(tax)}, total ${moneyText(total)}, due ${withCurrency(due)}`;

const withCurrency = (amount: Money): string => `${moneyText(amount)} ${amount.currency}`;

const listsOf = ({ document, rows, corrections, attempts, deliveries, audit }: Shown) =>
  [
    ["rows, and what is left to credit", rows.map(rowText)],
    ["corrected by", corrections.map(correctionText)],
    ["files", document.files.map(({ format, name, bytes, sha256 }) => `${format}  ${name}  ${bytes} bytes  ${sha256}`)],
    ["payments", attempts.map(attemptText)],
    [
      "deliveries",
      deliveries.map(({ kind, status, queuedAt, sentAt, recipients }) =>
        [kind, status, sentAt ?? queuedAt, recipients.join(", ")].join("  "),
      ),
    ],
    [
      "history",
      audit.map(({ at, actor, action, reason }) =>
        [at, action, actor, ...(reason === undefined ? [] : [`because: ${reason}`])].join("  "),
      ),
    ],
  ] as const;

const rowText = ({ list, id, quantity, amount, left, name }: Shown["rows"][number]): string => {
  const of = (size: typeof quantity, money: Money): string =>
    size === undefined ? moneyText(money) : `${decimalText(size)} = ${moneyText(money)}`;
  return `${list}/${id}  ${of(quantity, amount)}, left ${of(left.quantity, left.amount)}  ${name}`;
};

const correctionText = (correction: RegisteredDocument): string =>
  [
    `${correction.kind} ${nameOf(correction)}`,
    correction.state,
    correction.issueDate,
    ...(correction.amounts === undefined ? [] : [withCurrency(correction.amounts.total)]),
    `id ${correction.id}`,
  ].join("  ");

/** Brand and last four digits, and nothing more (rule B10). */
const attemptText = ({ status, amount, method, begunAt, settledAt }: PaymentAttempt): string =>
  [
    settledAt ?? begunAt,
    status,
    withCurrency(amount),
    ...(method === undefined ? [] : [`${method.brand} •••• ${method.last4}`]),
  ].join("  ");
