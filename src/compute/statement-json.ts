import { decimalText, type Decimal } from "../kernel/money.ts";
import type { StatementPart, UsageStatement } from "./usage-statement.ts";

/** The statement for machines (`billwright/usage-statement@1`): quantities as strings, dates and codes, no money (rule A9). */
export const statementJson = ({ document, sections, period }: UsageStatement): string =>
  `${JSON.stringify(
    {
      format: "billwright/usage-statement@1",
      id: document.id,
      kind: document.kind,
      issueDate: document.issueDate,
      servicePeriod: period,
      entity: document.entity,
      customer: document.customer,
      contract: document.contract,
      sections: sections.map((section) => ({
        ...partJson(section),
        ...(section.parts.length > 0 && { parts: section.parts.map(partJson) }),
      })),
      memo: document.memo,
    },
    undefined,
    2,
  )}\n`;

const partJson = ({ id, lines }: StatementPart) => ({
  id,
  lines: lines.map((line) => ({
    id: line.id,
    charge: line.kind,
    product: line.product,
    description: line.description,
    organisation: line.organisation,
    licenceModel: line.licenceModel,
    prepay: line.prepay,
    period: line.period,
    quantity: decimalText(line.quantity),
    unit: line.unit,
    committed: text(line.committed),
    included: text(line.included),
    used: text(line.used),
    source: line.source.pointer,
  })),
});

const text = (value: Decimal | undefined): string | undefined => value && decimalText(value);
