import { isNegative, isZero, negate, type Money } from "../kernel/money.ts";
import type { AccountStatement } from "../compute/account-statement.ts";
import { detailsOf, factOf, letterheadOf, summaryOf, type AccountContext } from "./account-head.ts";
import { accountBlock, balanceLabel } from "./account-tables.ts";
import type { DocumentView, NotesBlock, PayingBlock, TotalRow, TotalsBlock } from "./document-view.ts";
import { formatLongDate, formatMoney, formatMoneyWithSymbol } from "./figures.ts";
import { contactNote } from "./notes.ts";
import { paperOf } from "./paper.ts";
import { accountFact } from "./paying.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/**
 * The statement of account: what is open, since when, and how the balance came about. It has no number of its own, is
 * no invoice and says so; where something is owed it names the accounts to pay to (rules A1, A8, A13, B2, B6).
 */
export const presentAccountStatement = (statement: AccountStatement, context: AccountContext): DocumentView => {
  const { customer, asOf } = statement;
  const { language, issuer, seller } = context;
  const { say } = language;
  const subject = say("title.account-statement");
  const title = say("account.titled", { title: subject, account: customer.accountId });
  const paying = payingPart(statement, context);
  return {
    locale: language.locale,
    paper: paperOf(customer.billTo.address.country),
    meta: { title, author: seller.legalName, subject, date: asOf },
    marks: issuer.demo ? [plain(say("mark.sample"))] : [],
    continued: plain(say("title.continued", { title })),
    footer: { reference: plain(title), seller: plain(seller.legalName), pagePattern: say("footer.page") },
    blocks: [
      letterheadOf(statement, context),
      summaryOf(statement, language),
      detailsOf(statement, context),
      accountBlock(statement, context),
      totalsOf(statement, language),
      ...(paying === undefined ? [] : [paying]),
      notesOf(statement, context),
    ],
  };
};

/** How the balance came about; what comes to nothing is left out. */
const totalsOf = (statement: AccountStatement, language: Language): TotalsBlock => {
  const { asOf, from, opening, invoiced, credited, received, balance, currency } = statement;
  const { say, figures } = language;
  const row = (key: string, amount: Money): readonly TotalRow[] =>
    isZero(amount) ? [] : [{ role: "sum", label: plain(say(key)), value: plain(formatMoney(amount, figures)) }];
  const broughtForward: readonly TotalRow[] =
    from === undefined || opening === undefined
      ? []
      : [
          {
            role: "sum",
            label: plain(say("account.opening", { date: formatLongDate(from, figures) })),
            value: plain(formatMoney(opening, figures)),
          },
        ];
  return {
    kind: "totals",
    rows: [
      ...broughtForward,
      ...row("account.invoiced", invoiced),
      ...row("account.credited", credited),
      ...row("account.received", negate(received)),
      {
        role: "total",
        label: plain(balanceLabel(statement, language)),
        value: plain(formatMoneyWithSymbol(balance, figures)),
        code: plain(currency),
      },
    ],
    notes: [plain(say("account.notice", { date: formatLongDate(asOf, figures) }))],
  };
};

/** The entity's accounts in this currency, where the customer owes something in all (rules B2, B9); each invoice is named by its number. */
const payingPart = (
  { balance, currency }: AccountStatement,
  { language, seller }: AccountContext,
): PayingBlock | undefined => {
  const { say } = language;
  const accounts = seller.accounts[currency] ?? [];
  if (isZero(balance) || isNegative(balance) || accounts.length === 0) return undefined;
  const hasCheck = accounts.some(({ method }) => method === "check");
  return {
    kind: "paying",
    direct: {
      heading: plain(say(hasCheck ? "paying.directHeading" : "paying.directTransferHeading")),
      facts: [
        ...accounts.map((account) => accountFact(account, say)),
        factOf(say("paying.reference"), say("account.reference")),
      ],
    },
  };
};

/** Whom to ask (rule A8), and the seller's register entries. */
const notesOf = ({ customer }: AccountStatement, { issuer, language, seller }: AccountContext): NotesBlock => ({
  kind: "notes",
  items: [
    contactNote(customer.region, issuer, language),
    ...(seller.imprint.length === 0
      ? []
      : [{ heading: plain(language.say("notes.legal")), paragraphs: seller.imprint.map(plain), links: [] }]),
  ],
});
