import type { CalendarDate } from "../kernel/calendar.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { ownerOf, type OverlayEntry, type Overlays } from "./overlay.ts";
import { quote } from "./quote.ts";
import { issueAt, placeAt, type Place } from "./traced.ts";

/** What an importer needs beside the vendor's record. */
export type ImportContext = { readonly overlays: Overlays; readonly issuer: Issuer };

/** What identifies a vendor's record. */
export type RecordKey =
  | { readonly kind: "overview"; readonly organizationId: string; readonly periodStart: CalendarDate }
  | { readonly kind: "invoice"; readonly invoiceId: string };

/** The one entry for a record; none, or two of them, is an error that names the record. */
export const overlayFor = (overlays: Overlays, key: RecordKey, place: Place): Result<OverlayEntry> => {
  const [found, second] = (overlays.byOwner.get(ownerOf(key)) ?? []).filter((candidate) => isFor(candidate, key));
  if (found === undefined) {
    const message = `no overlay entry belongs to ${nameOf(key)}`;
    return fail(issueAt(place, { rule: null, message, hint: `add one with "match": ${matchText(key)}` }));
  }
  if (second === undefined) return succeed(found);
  const message = `more than one overlay entry belongs to ${nameOf(key)}`;
  return fail(
    issueAt(second.place, { rule: null, message, hint: "give one of them another periodStart, or delete it" }),
  );
};

/** Entries that no record of the run asked for: most often an id with a slip of the pen. */
export const unmatchedOverlays = (overlays: Overlays, keys: readonly RecordKey[]): readonly Issue[] => {
  const asked = Map.groupBy(keys, ownerOf);
  const isAskedFor = (candidate: OverlayEntry): boolean =>
    (asked.get(ownerOf(candidate.settings.match)) ?? []).some((key) => isFor(candidate, key));
  return [...overlays.byOwner.values()]
    .flat()
    .filter((candidate) => !isAskedFor(candidate))
    .map(({ settings, place }) =>
      issueAt(placeAt(place, "match"), {
        rule: null,
        message: `no record of this run is ${JSON.stringify(settings.match)}`,
        hint: "check the id and the first day of the period, or delete the entry",
      }),
    );
};

/** An entry without a first day is for every period of the organisation that the run holds. */
const isFor = ({ settings: { match: wanted } }: OverlayEntry, key: RecordKey): boolean =>
  key.kind === "invoice" ||
  !("periodStart" in wanted) ||
  wanted.periodStart === undefined ||
  wanted.periodStart === key.periodStart;

const nameOf = (key: RecordKey): string =>
  key.kind === "invoice"
    ? `invoice ${quote(key.invoiceId)}`
    : `organization ${quote(key.organizationId)}, period from ${key.periodStart}`;

const matchText = (key: RecordKey): string =>
  key.kind === "invoice"
    ? `{"invoiceId":${quote(key.invoiceId)}}`
    : `{"organizationId":${quote(key.organizationId)},"periodStart":"${key.periodStart}"}`;
