import { z } from "zod";
import type { LicenceModel } from "../kernel/charge.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { licenceModelOf, withoutPrepay } from "./product-names.ts";
import { issueAt, placeAt, type Place } from "./traced.ts";
import { absentable, periodEnd, periodStart, readFields, vendorDecimal } from "./vendor-fields.ts";

/** BillingInvoiceItem; the product is an object in the interface and a plain name in exports of it. */
const item = z.object({
  id: z.string().min(1),
  product: absentable(
    z.union([z.string(), z.object({ name: absentable(z.string()) }).transform(({ name }) => name)], {
      error: "is no product",
    }),
  ),
  description: absentable(z.string()),
  dateTransacted: absentable(periodStart),
  dateStart: absentable(periodStart),
  dateEnd: absentable(periodEnd),
  organization: absentable(z.object({ id: z.string().min(1), name: absentable(z.string()) })),
  quantity: vendorDecimal,
  unitOfMeasure: z.string(),
  amount: vendorDecimal,
});

/** One line of the vendor's invoice, its product's name without the prepay marker. */
export type InvoiceItem = Omit<z.output<typeof item>, "product" | "description"> & {
  readonly description?: string;
  readonly product: string;
  /** The name as the vendor writes it, by which an overlay may call it. */
  readonly writtenProduct: string;
  readonly prepay: boolean;
  readonly licenceModel?: LicenceModel;
  /** "/lines/3". */
  readonly place: Place;
};

/** The line as the vendor has it, or all that is wrong in it. */
export const readInvoiceItem = (value: unknown, place: Place, imports: Issuer["imports"]): Result<InvoiceItem> => {
  const read = readFields(item, value, place);
  if (!read.ok) return read;
  const { product: given, description, ...fields } = read.value;
  const writtenProduct = given ?? description;
  if (writtenProduct === undefined) {
    return fail(
      issueAt(placeAt(place, "product"), {
        rule: "A12",
        message: "the line names no product",
        hint: "product or description",
      }),
    );
  }
  const named = withoutPrepay(writtenProduct, imports);
  const described = description === undefined ? undefined : withoutPrepay(description, imports);
  const licenceModel = licenceModelOf(named.product, imports);
  return succeed({
    ...fields,
    product: named.product,
    writtenProduct,
    ...(described !== undefined && described.product !== named.product && { description: described.product }),
    prepay: named.prepay || described?.prepay === true,
    ...(licenceModel !== undefined && { licenceModel }),
    place,
  });
};
