import type { LicenceModel } from "../kernel/charge.ts";
import type { Issue } from "../kernel/result.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

/**
 * An organisation's contact-centre licences are all of one model, the contract's (rule E1). A line without a model is
 * no contact-centre licence: Communicate and the like are always named and may stand beside concurrent ones.
 */
export function* licenceIssues({ contract, lines }: Licensed): Iterable<Issue> {
  const models = modelsByOrganisation(lines);
  for (const [index, { licenceModel, organisation }] of lines.entries()) {
    if (licenceModel === undefined || licenceModel === contract.licenceModel) continue;
    const all = [...(models.get(organisation) ?? [])];
    const whose = organisation === undefined ? "the account" : `organisation ${quote(organisation)}`;
    yield {
      rule: "E1",
      at: `/lines/${index}/licenceModel`,
      message:
        all.length > 1
          ? `${whose} mixes ${all.join(" and ")} licences; the contract's are ${contract.licenceModel}`
          : `is ${licenceModel}, but the contract's licences are ${contract.licenceModel}`,
      hint: "an always-named product beside them, such as Communicate, has no licenceModel",
    };
  }
}

type Licensed = Pick<Unsourced, "contract"> & {
  readonly lines: readonly Pick<Unsourced["lines"][number], "licenceModel" | "organisation">[];
};

type Models = ReadonlyMap<string | undefined, ReadonlySet<LicenceModel>>;

const modelsByOrganisation = (lines: Licensed["lines"]): Models => {
  const models = new Map<string | undefined, Set<LicenceModel>>();
  for (const { organisation, licenceModel } of lines) {
    if (licenceModel === undefined) continue;
    const known = models.get(organisation) ?? new Set();
    models.set(organisation, known.add(licenceModel));
  }
  return models;
};
