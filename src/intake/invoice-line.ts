import type { CalendarDate } from "../kernel/calendar.ts";
import type { ChargeKind, Unit } from "../kernel/charge.ts";
import type { Currency } from "../kernel/money.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { amountOf, billedOf } from "./invoice-amount.ts";
import type { InvoiceItem } from "./invoice-item.ts";
import type { OverlayEntry } from "./overlay.ts";
import { taxesOf } from "./overlay-fields.ts";
import { hasWord, numberKind } from "./product-names.ts";
import { quote } from "./quote.ts";
import { copied, issueAt, made, objectOf, placeAt, type Place, type Traced } from "./traced.ts";
import { unitOf } from "./usage-row.ts";

/** What decides how a line of the vendor's invoice is taken over. */
export type ItemContext = { readonly overlay: OverlayEntry; readonly issuer: Issuer; readonly currency: Currency };

/** The rated line, or none where it comes to nothing (rule A18). Each line has its own period (rule A3). */
export const invoiceLine = (entry: InvoiceItem, context: ItemContext): Result<readonly Traced[]> => {
  const { overlay, issuer, currency } = context;
  const amount = amountOf(entry, currency);
  const unit = unitOf(entry.unitOfMeasure, placeAt(entry.place, "unitOfMeasure"), issuer.imports);
  if (!amount.ok || !unit.ok) return fail(...issuesOf(amount, unit));
  if (amount.value.minor === 0n && !(overlay.settings.showZeroLines ?? issuer.printZeroLines)) return succeed([]);
  const kind = kindOf(entry, unit.value, context);
  const billed = billedOf(entry, amount.value, overlay);
  const period = periodOf(entry);
  const taxes = kind.ok ? taxesOf(overlay, kind.value, entry.place) : kind;
  if (!kind.ok || !billed.ok || !period.ok || !taxes.ok) return fail(...issuesOf(billed, period, taxes));
  const at = (name: string): Place => placeAt(entry.place, name);
  return succeed([
    objectOf(
      {
        id: copied(entry.id, at("id")),
        kind: made(kind.value, at("unitOfMeasure")),
        product: made(entry.product, at("product")),
        description: entry.description === undefined ? undefined : made(entry.description, at("description")),
        organisation: entry.organization && copied(entry.organization.id, at("organization")),
        licenceModel: entry.licenceModel && made(entry.licenceModel, at("product")),
        unit: made(unit.value, at("unitOfMeasure")),
        ...billed.value,
        period: period.value,
        ...(entry.prepay && { prepay: made(true, at("product")) }),
        taxes: taxes.value,
      },
      entry.place,
    ),
  ]);
};

/**
 * What the line charges: as the overlay says for the line or the product, else by its name, else by its unit as the
 * profile has it. A contact-centre licence is a user.
 */
const kindOf = (entry: InvoiceItem, unit: Unit, { overlay, issuer }: ItemContext): Result<ChargeKind> => {
  const kinds = overlay.settings.kinds ?? {};
  const given = [entry.id, entry.writtenProduct, entry.product].find((name) => Object.hasOwn(kinds, name));
  const { imports } = issuer;
  const kind =
    (given === undefined ? undefined : kinds[given]) ??
    numberKind(entry.product, unit, imports) ??
    (hasWord(entry.product, imports.contactCentre) ? "user" : imports.unitKinds?.[unit]);
  if (kind !== undefined) return succeed(kind);
  const hint = `give kinds: {${quote(entry.id)}: …} in the overlay, or imports.unitKinds.${unit} in the issuer's profile`;
  return fail(issueAt(entry.place, { rule: "A5", message: `what ${quote(entry.product)} charges is unknown`, hint }));
};

/** A charge without service dates is one of the day on which it was made. */
const periodOf = ({ dateStart, dateEnd, dateTransacted, place }: InvoiceItem): Result<Traced> => {
  const isUndated = dateStart === undefined && dateEnd === undefined;
  const first: CalendarDate | undefined = isUndated ? dateTransacted : dateStart;
  const last = isUndated ? dateTransacted : dateEnd;
  if (first === undefined || last === undefined) {
    return fail(
      issueAt(place, {
        rule: "A3",
        message: "the line has no service period",
        hint: "dateStart and dateEnd, or dateTransacted",
      }),
    );
  }
  if (first > last)
    return fail(
      issueAt(placeAt(place, "dateEnd"), { rule: "C1", message: `${last} is before the first day ${first}` }),
    );
  const at = (name: string): Place => placeAt(place, isUndated ? "dateTransacted" : name);
  return succeed(objectOf({ first: made(first, at("dateStart")), last: made(last, at("dateEnd")) }, place));
};
