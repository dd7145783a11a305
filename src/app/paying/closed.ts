import type { RegisteredDocument } from "../register/document.ts";
import type { ClosedWhy } from "../register/payment.ts";
import type { Register } from "../register/register.ts";

/** Why an invoice that somebody has the address of is not paid online. */
export type Closed =
  | { readonly kind: ClosedWhy; readonly document: RegisteredDocument }
  | { readonly kind: "replaced"; readonly document: RegisteredDocument; readonly by: RegisteredDocument };

/** The document behind a printed address; undefined where nobody has been given one yet. */
export const findByAddress = async (
  token: string,
  { documents }: Pick<Register, "documents">,
): Promise<RegisteredDocument | undefined> => {
  const document = TOKEN.test(token) ? await documents.findByToken(token) : undefined;
  return document !== undefined && IN_FORCE.has(document.state) ? document : undefined;
};

/** Characters that an address takes as they are; no database is asked for others. */
const TOKEN = /^[A-Za-z0-9_-]{1,100}$/;

const IN_FORCE: ReadonlySet<RegisteredDocument["state"]> = new Set(["issued", "delivered", "void"]);

/** The reason, and of a void document the one in its place. */
export const closedAs = async (
  document: RegisteredDocument,
  why: ClosedWhy,
  { documents }: Pick<Register, "documents">,
): Promise<Closed> => {
  if (why !== "void" || document.replacedBy === undefined) return { kind: why, document };
  const by = (await documents.find([document.replacedBy])).get(document.replacedBy);
  return by === undefined ? { kind: why, document } : { kind: "replaced", document, by };
};
