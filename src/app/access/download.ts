import type { Format } from "../formats.ts";
import type { Grant } from "../register/access.ts";
import type { RegisteredDocument, StoredFile } from "../register/document.ts";
import { OutsideFailure } from "../world.ts";
import type { LinkDesk } from "./desk.ts";
import { sealedText } from "./links.ts";

/** A link that holds, and what it is for. */
export type OpenLink = { readonly grant: Grant; readonly document: RegisteredDocument };

/**
 * What a token leads to; undefined where it leads nowhere, be it expired, revoked, changed or unknown: whoever holds a
 * token that does not hold learns nothing, not even from the time it takes.
 */
export const openLink = async (
  token: string,
  { register, seal, clock }: Pick<LinkDesk, "register" | "seal" | "clock">,
): Promise<OpenLink | undefined> => {
  const [, id, sealed] = TOKEN.exec(token) ?? [];
  if (id === undefined || sealed === undefined) return undefined;
  const found = await register.access.findGrant(id);
  const isSealed = seal.holds(sealedText(found?.grant ?? NO_GRANT), sealed);
  if (found === undefined || !isSealed) return undefined;
  const { grant, document } = found;
  if (grant.revokedAt !== undefined || clock.now() >= grant.expiresAt) return undefined;
  // Held by the database too: a document goes to the account that it was issued to (rules A9, A14).
  if (document.accountId !== grant.accountId) return undefined;
  return IN_FORCE.has(document.state) ? found : undefined;
};

const TOKEN = /^([A-Za-z0-9_-]{16,40})\.([A-Za-z0-9_-]{43})$/;

const IN_FORCE: ReadonlySet<RegisteredDocument["state"]> = new Set(["issued", "delivered", "void"]);

/** What a seal is held against where there is no grant. */
const NO_GRANT = { id: "", documentId: "", file: "page", accountId: "", expiresAt: "" } as const;

/** The files that the link gives; none of a void document, which would ask for money that is not owed. */
export const grantedFiles = ({ grant, document }: OpenLink): readonly StoredFile[] =>
  document.state === "void"
    ? []
    : document.files.filter(({ format }) => grant.file === "page" || grant.file === format);

export const grantedFile = (link: OpenLink, format: Format): StoredFile | undefined =>
  grantedFiles(link).find((file) => file.format === format);

/** The bytes as they were issued (rule A20); the store checks them against their hash. */
export const issuedBytes = async ({ sha256, name }: StoredFile, { store }: Pick<LinkDesk, "store">) => {
  const bytes = await store.read(sha256);
  if (bytes === undefined)
    throw new OutsideFailure(`${name} is not in the store, where it should stand under ${sha256}`);
  return bytes;
};
