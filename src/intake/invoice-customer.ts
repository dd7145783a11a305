import { fieldsWithin, placeIn } from "./overlay-fields.ts";
import type { MatchedInvoice } from "./invoice-record.ts";
import { copied, listOf, objectOf, placeAt, type Traced } from "./traced.ts";
import { partyFields, type VendorParty } from "./vendor-party.ts";

/** What the overlay gives of a party goes before the vendor's: a corrected name or address. */
export const customerOf = (matched: MatchedInvoice, netDays: Traced | undefined): Traced => {
  const { invoice, overlay, place } = matched;
  const { billToCustomer } = invoice;
  const accountId = (["number", "id"] as const).flatMap((name) => {
    const value = billToCustomer?.[name];
    return value === undefined ? [] : [copied(value, placeAt(place, "billToCustomer", name))];
  })[0];
  const shipTo = { ...partyFields(partyOf(matched, "shipTo")), ...fieldsWithin(overlay, "customer", "shipTo") };
  const isShipped = invoice.shipToAddress !== undefined || overlay.settings.customer?.shipTo !== undefined;
  return objectOf(
    {
      accountId,
      netDays,
      organisations: organisationsOf(matched),
      ...fieldsWithin(overlay, "customer"),
      billTo: objectOf(
        { ...partyFields(partyOf(matched, "billTo")), ...fieldsWithin(overlay, "customer", "billTo") },
        placeAt(place, "billToAddress"),
      ),
      shipTo: isShipped ? objectOf(shipTo, placeAt(place, "shipToAddress")) : undefined,
    },
    placeIn(overlay, "customer"),
  );
};

const partyOf = ({ invoice, place }: MatchedInvoice, role: "billTo" | "shipTo"): VendorParty => ({
  customer: invoice[`${role}Customer`],
  address: invoice[`${role}Address`],
  places: { customer: placeAt(place, `${role}Customer`), address: placeAt(place, `${role}Address`) },
});

/** The organisations that the lines name, each once (rule A16). */
const organisationsOf = ({ items, place }: MatchedInvoice): Traced => {
  const named = new Map(
    items.flatMap((item) => (item.organization === undefined ? [] : [[item.organization.id, item] as const])),
  );
  return listOf(
    [...named].map(([id, { organization, place: from }]) =>
      objectOf(
        {
          id: copied(id, placeAt(from, "organization", "id")),
          name: copied(organization?.name ?? id, placeAt(from, "organization", "name")),
        },
        placeAt(from, "organization"),
      ),
    ),
    place,
  );
};
