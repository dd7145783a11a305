import { moneyText, sum, type Money } from "../../kernel/money.ts";
import type { DocumentKind, DocumentState, RegisteredDocument } from "../register/document.ts";

/** What the documents of an export come to, added up as they go by. */
export type ExportTotals = {
  readonly documents: number;
  readonly states: Readonly<Partial<Record<DocumentState, number>>>;
  /** Issued and not void, by kind and currency; usage statements have no money (rule A9). */
  readonly money: readonly MoneyTotal[];
};

type MoneyTotal = {
  readonly kind: DocumentKind;
  readonly documents: number;
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
};

export const NO_TOTALS: ExportTotals = { documents: 0, states: {}, money: [] };

export const addTotal = ({ documents, states, money }: ExportTotals, one: RegisteredDocument): ExportTotals => ({
  documents: documents + 1,
  states: { ...states, [one.state]: (states[one.state] ?? 0) + 1 },
  money: addMoney(money, one),
});

const addMoney = (
  money: readonly MoneyTotal[],
  { kind, state, issuedAt, amounts }: RegisteredDocument,
): readonly MoneyTotal[] => {
  if (amounts === undefined || issuedAt === undefined || state === "void") return money;
  const { net, tax, total } = amounts;
  const { currency } = total;
  const isSame = (other: MoneyTotal): boolean => other.kind === kind && other.total.currency === currency;
  if (!money.some(isSame)) return [...money, { kind, documents: 1, net, tax, total }];
  return money.map((row) =>
    isSame(row)
      ? {
          kind,
          documents: row.documents + 1,
          net: sum([row.net, net], currency),
          tax: sum([row.tax, tax], currency),
          total: sum([row.total, total], currency),
        }
      : row,
  );
};

/** "3 documents: 2 issued, 1 void". */
export const countText = ({ documents, states }: ExportTotals): string => {
  const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  return `${documents} document${documents === 1 ? "" : "s"}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`;
};

/** One line for each kind and currency. */
export const moneyLines = ({ money }: ExportTotals): readonly string[] =>
  money.map(
    ({ kind, documents, net, tax, total }) =>
      `${total.currency}  ${documents} ${kind}${documents === 1 ? "" : "s"}: net ${moneyText(net)}, tax ${moneyText(tax)}, total ${moneyText(total)}`,
  );
