import { z } from "zod";
import { copied, listOf, objectOf, placeAt, type Place, type Traced } from "./traced.ts";
import { absentable } from "./vendor-fields.ts";

const text = absentable(z.string());

/** Customer of the vendor's invoice. */
export const vendorCustomer = z.object({ id: text, number: text, name: text });

/** InvoiceAddress of the vendor's invoice. */
export const vendorAddress = z.object({
  line1: text,
  line2: text,
  line3: text,
  citySubdivision1: text,
  cityName: text,
  stateCode: text,
  regionSubdivision1: text,
  postalCode: text,
  countryCode: text,
});

export type VendorParty = {
  readonly customer: z.output<typeof vendorCustomer> | undefined;
  readonly address: z.output<typeof vendorAddress> | undefined;
  /** "billToCustomer" and "billToAddress" within the invoice. */
  readonly places: { readonly customer: Place; readonly address: Place };
};

/** Name and address as fields of a party; what the vendor leaves empty is left out, and then missing. */
export const partyFields = ({
  customer,
  address,
  places,
}: VendorParty): Readonly<Record<string, Traced | undefined>> => ({
  name: field(customer, "name", places.customer),
  address: address && addressOf(address, places.address),
});

/** The district within a city stands with the street, as the address formats of present/ have no line of its own for it. */
const addressOf = (address: z.output<typeof vendorAddress>, place: Place): Traced =>
  objectOf(
    {
      lines: listOf(
        (["line1", "line2", "line3", "citySubdivision1"] as const).flatMap((name) => field(address, name, place) ?? []),
        placeAt(place, "line1"),
      ),
      city: field(address, "cityName", place),
      region: field(address, "stateCode", place) ?? field(address, "regionSubdivision1", place),
      postalCode: field(address, "postalCode", place),
      country: field(address, "countryCode", place),
    },
    place,
  );

const field = <Name extends string>(
  fields: { readonly [Field in Name]?: string | undefined } | undefined,
  name: Name,
  place: Place,
) => {
  const value = fields?.[name]?.trim();
  return value === undefined || value === "" ? undefined : copied(value, placeAt(place, name));
};
