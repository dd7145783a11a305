import { fail, succeed, type Result } from "../kernel/result.ts";
import { parseJson, parseWith } from "../pipeline.ts";
import { issuerSchema, type Issuer } from "../policy/issuer.ts";
import type { Assets } from "./world.ts";

/** The profile that comes with the package, a demo: its name among the assets, and as messages tell it. */
export const OWN_ISSUER = { name: "genesys.json", path: "issuers/genesys.json" } as const;

export const ownIssuer = (assets: Assets): Result<Issuer> =>
  parseIssuer(assets.issuer(OWN_ISSUER.name), OWN_ISSUER.path);

/** The policy file of a vendor from its text, or everything that is wrong in it; `file` names it in messages. */
export const parseIssuer = (text: string, file: string): Result<Issuer> => {
  const json = parseJson(text, { file, numbers: "integers" });
  if (!json.ok) return json;
  const { value, locate } = json.value;
  const issuer = parseWith(issuerSchema, value);
  return issuer.ok
    ? succeed(issuer.value)
    : fail(...issuer.issues.map((issue) => ({ ...issue, ...placeIn(locate(issue.at)) })));
};

const placeIn = ({ file, line }: { readonly file: string; readonly line?: number }) => ({
  file,
  ...(line !== undefined && { line }),
});
