import type { ChargeKind } from "../kernel/charge.ts";
import type { RuleId } from "../kernel/ids.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { OverlayEntry } from "./overlay.ts";
import { pointerOf, valueAt, type Path } from "./pointer.ts";
import { quote } from "./quote.ts";
import { copied, issueAt, listOf, placeAt, type Place, type Traced } from "./traced.ts";

export type TracedFields = Readonly<Record<string, Traced>>;

/** The parts of a rated document that an entry gives as they are. */
export const OWN_FIELDS = [
  "id",
  "kind",
  "issueDate",
  "number",
  "entity",
  "taxes",
  "taxCurrency",
  "withholdings",
  "discounts",
  "fees",
  "paid",
  "totals",
  "payment",
  "fiscal",
  "memo",
  "showZeroLines",
] as const;

export const placeIn = ({ place }: OverlayEntry, ...path: Path): Place => placeAt(place, ...path);

/** What the entry gives of a rated document, as it was written. */
export const ownFields = (overlay: OverlayEntry): TracedFields =>
  Object.fromEntries(OWN_FIELDS.flatMap((name) => Object.entries(fieldAt(overlay, name))));

/** The fields of an object within the entry ("customer", "billTo"); none where the entry leaves it out. */
export const fieldsWithin = (overlay: OverlayEntry, ...path: Path): TracedFields => {
  const value = valueAt(overlay.raw, path);
  if (typeof value !== "object" || value === null) return {};
  const place = placeIn(overlay, ...path);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copied(field, placeAt(place, name))]));
};

/** Further lines of the entry, which follow the imported ones. */
export const ownLines = (overlay: OverlayEntry): readonly Traced[] => {
  const lines = valueAt(overlay.raw, ["lines"]);
  return Array.isArray(lines)
    ? lines.map((line: unknown, index) => copied(line, placeIn(overlay, "lines", index)))
    : [];
};

/** The taxes that an imported line of the kind bears, or the issue that nobody has said which (rule J-ALL-6). */
export const taxesOf = (overlay: OverlayEntry, kind: ChargeKind, line: Place): Result<Traced> => {
  const { lineTaxes, lineTaxesByKind } = overlay.settings;
  const own = lineTaxesByKind[kind];
  if (own !== undefined) return succeed(listed(own, placeIn(overlay, "lineTaxesByKind", kind)));
  if (lineTaxes !== undefined) return succeed(listed(lineTaxes, placeIn(overlay, "lineTaxes")));
  const message = `the overlay names no tax for lines of kind ${kind}`;
  return fail(
    issueAt(line, {
      rule: "J-ALL-6",
      message,
      hint: "give lineTaxes or lineTaxesByKind; no tax is a tax with rate 0 and a reason",
    }),
  );
};

/** Both files may tell the same fact; then they must tell the same. */
export const agree = (
  overlay: OverlayEntry,
  path: Path,
  found: { readonly value: string | number; readonly rule: RuleId | null },
): readonly Issue[] => {
  const given = valueAt(overlay.raw, path);
  if ((typeof given !== "string" && typeof given !== "number") || given === found.value) return [];
  const message = `${pointerOf(path).slice(1)} is ${quote(String(given))} here and ${quote(String(found.value))} in the vendor's data`;
  return [
    issueAt(placeIn(overlay, ...path), {
      rule: found.rule,
      message,
      hint: "leave it out of the overlay, or correct it",
    }),
  ];
};

const fieldAt = (overlay: OverlayEntry, name: string): TracedFields => {
  const value = valueAt(overlay.raw, [name]);
  return value === undefined ? {} : { [name]: copied(value, placeIn(overlay, name)) };
};

const listed = (ids: readonly string[], from: Place): Traced =>
  listOf(
    ids.map((id, index) => copied(id, placeAt(from, index))),
    from,
  );
