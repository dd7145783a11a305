import type { LicenceModel } from "../kernel/charge.ts";
import type { Issue } from "../kernel/result.ts";
import type { OverlayEntry } from "./overlay.ts";
import { placeIn } from "./overlay-fields.ts";
import { quote } from "./quote.ts";
import { issueAt, type Place } from "./traced.ts";

/** A contact-centre licence that the organisation holds or has used. */
export type HeldLicence = {
  readonly product: string;
  readonly model: LicenceModel;
  readonly organisation?: string;
  readonly place: Place;
};

/**
 * An organisation's contact-centre licences are all named, all concurrent or all by the hour (rule E1), and the contract
 * says the same. A mixture is most often two contracts in one file; which of them is meant is not guessed.
 */
export const licenceIssues = (licences: readonly HeldLicence[], overlay: OverlayEntry): readonly Issue[] => [
  ...[...Map.groupBy(licences, ({ organisation }) => organisation).values()].flatMap(mixtureIssues),
  ...contractIssues(licences, overlay),
];

/** The model of the contract: the overlay's, else that of the licences; organisations without any have named users. */
export const contractModel = (licences: readonly HeldLicence[], overlay: OverlayEntry): LicenceModel =>
  overlay.settings.contract?.licenceModel ?? licences[0]?.model ?? "named";

const mixtureIssues = (licences: readonly HeldLicence[]): readonly Issue[] => {
  const [first] = licences;
  const other = licences.find(({ model }) => model !== first?.model);
  if (first === undefined || other === undefined) return [];
  const message = `${quote(first.product)} is ${first.model} and ${quote(other.product)} is ${other.model} in one organisation`;
  return [
    issueAt(other.place, {
      rule: "E1",
      message,
      hint: "contact-centre licences are all named, all concurrent or all hourly",
    }),
  ];
};

const contractIssues = (licences: readonly HeldLicence[], overlay: OverlayEntry): readonly Issue[] => {
  const model = overlay.settings.contract?.licenceModel;
  const other = licences.find((licence) => licence.model !== model);
  if (model === undefined || other === undefined) return [];
  const message = `the contract says ${model}, but ${quote(other.product)} is ${other.model}`;
  return [
    issueAt(placeIn(overlay, "contract", "licenceModel"), {
      rule: "E1",
      message,
      hint: "correct the overlay's contract.licenceModel",
    }),
  ];
};
