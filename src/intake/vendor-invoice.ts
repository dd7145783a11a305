import { fail, issuesOf, resultOf, succeed, type Result } from "../kernel/result.ts";
import type { Draft } from "./draft.ts";
import { customerOf } from "./invoice-customer.ts";
import { readInvoiceItem, type InvoiceItem } from "./invoice-item.ts";
import { invoiceLine, type ItemContext } from "./invoice-line.ts";
import { invoiceRecord, type InvoiceHead, type MatchedInvoice } from "./invoice-record.ts";
import { agreements, netDaysOf, paidIssues, totalsOf, unusedNames } from "./invoice-terms.ts";
import type { JsonRecord } from "./json.ts";
import { contractModel, licenceIssues, type HeldLicence } from "./licences.ts";
import { fieldsWithin, ownFields, ownLines, placeIn } from "./overlay-fields.ts";
import { overlayFor, type ImportContext } from "./overlay-match.ts";
import { copied, draftOf, listOf, made, objectOf, placeAt, type Place, type Traced } from "./traced.ts";
import { gather, readCurrency, readFields } from "./vendor-fields.ts";

/**
 * A rated document from an invoice of the vendor's billing API and its lines, with the overlay entry that belongs to it
 * (rules A3, A4, A6, A16, A18, A19, B1, E1). All problems of both files are told, each with its place.
 */
export const importVendorInvoice = (
  { value, locate }: JsonRecord,
  { overlays, issuer }: ImportContext,
): Result<Draft> => {
  const root = { locate, pointer: "" };
  const read = readFields(invoiceRecord, value, root);
  if (!read.ok) return read;
  const { invoice, lines } = read.value;
  const place = placeAt(root, "invoice");
  const rows = Array.isArray(lines)
    ? { list: lines, place: placeAt(root, "lines") }
    : { list: lines.entities, place: placeAt(root, "lines", "entities") };
  const { values: items, issues } = gather(
    rows.list.map((row, index) => readInvoiceItem(row, placeAt(rows.place, index), issuer.imports)),
  );
  const overlay = overlayFor(overlays, { kind: "invoice", invoiceId: invoice.id }, place);
  const currency = readCurrency(invoice.currencyIsoCode, placeAt(place, "currencyIsoCode"));
  if (!overlay.ok || !currency.ok) return fail(...issues, ...issuesOf(overlay, currency));
  const draft = draftFrom(
    { invoice, items, overlay: overlay.value, place },
    { overlay: overlay.value, issuer, currency: currency.value },
  );
  return draft.ok ? resultOf(issues, () => draft.value) : fail(...issues, ...draft.issues);
};

const draftFrom = (matched: MatchedInvoice, context: ItemContext): Result<Draft> => {
  const { invoice, items, overlay, place } = matched;
  const licences = items.flatMap(heldLicence);
  const netDays = netDaysOf(matched);
  const totals = totalsOf(matched);
  const lines = gather(items.map((item) => invoiceLine(item, context)));
  const issues = [
    ...agreements(matched),
    ...licenceIssues(licences, overlay),
    ...issuesOf(netDays, totals),
    ...lines.issues,
    ...unusedNames(matched),
    ...paidIssues(matched),
  ];
  if (!netDays.ok || !totals.ok || issues.length > 0) return fail(...issues);
  const at = (name: keyof InvoiceHead): Place => placeAt(place, name);
  const document = objectOf(
    {
      format: made("billwright/rated-document@1", overlay.place),
      id: copied(invoice.id, at("id")),
      issueDate: made(invoice.dateInvoiced, at("dateInvoiced")),
      number: invoice.number === undefined ? undefined : copied(invoice.number, at("number")),
      ...ownFields(overlay),
      currency: copied(invoice.currencyIsoCode, at("currencyIsoCode")),
      customer: customerOf(matched, netDays.value),
      contract: contractOf(matched, made(contractModel(licences, overlay), place)),
      lines: listOf([...lines.values.flat(), ...ownLines(overlay)], place),
      ...totals.value,
      ...paymentOf(matched),
    },
    overlay.place,
  );
  return succeed(draftOf(document));
};

const contractOf = ({ invoice, overlay, place }: MatchedInvoice, licenceModel: Traced): Traced => {
  const { customerPoNumber: order } = invoice;
  const purchaseOrder = order === undefined ? undefined : copied(order, placeAt(place, "customerPoNumber"));
  return objectOf({ purchaseOrder, licenceModel, ...fieldsWithin(overlay, "contract") }, placeIn(overlay, "contract"));
};

const paymentOf = ({ invoice, overlay, place }: MatchedInvoice): Readonly<Record<string, Traced>> => {
  const { paymentLink } = invoice;
  if (paymentLink === undefined) return {};
  const link = copied(paymentLink, placeAt(place, "paymentLink"));
  return { payment: objectOf({ ...fieldsWithin(overlay, "payment"), link }, placeIn(overlay, "payment")) };
};

const heldLicence = ({ product, licenceModel, organization, place }: InvoiceItem): readonly HeldLicence[] =>
  licenceModel === undefined
    ? []
    : [
        {
          product,
          model: licenceModel,
          ...(organization !== undefined && { organisation: organization.id }),
          place: placeAt(place, "product"),
        },
      ];
