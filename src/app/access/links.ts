import { plusMinutes, type Instant } from "../../kernel/calendar.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import type { ApiKey, Granted, NewGrant } from "../register/access.ts";
import type { Actor, RegisteredDocument } from "../register/document.ts";
import type { LinkDesk } from "./desk.ts";
import { isPermitted } from "./permitted.ts";

export type LinkRequest = {
  /** The id of the document. */
  readonly document: string;
  /** Whom the link is for: the account that the document was issued to, and no other (rules A9, A14). */
  readonly account: string;
  readonly file: Granted;
  readonly expiresAt?: Instant;
};

/** `unknown`: there is no such document for this key, whatever the reason (rule F3). */
export type LinkAnswer =
  { readonly kind: "made"; readonly grant: NewGrant; readonly token: string } | { readonly kind: "unknown" };

const DEFAULT_DAYS = 90;
const MOST_DAYS = 400;
const minutesOf = (days: number): number => days * 24 * 60;

/** Who makes links: a key with the permission for these documents. */
export type LinkMaker = { readonly key: Pick<ApiKey, "id" | "accounts" | "organisations"> };

/** A link for one document and one file of it, or its page. The grant is in the register before the link is told. */
export const createLink = async (
  request: LinkRequest,
  desk: LinkDesk,
  { key }: LinkMaker,
): Promise<Result<LinkAnswer>> => {
  const at = desk.clock.now();
  const expiresAt = request.expiresAt ?? plusMinutes(at, minutesOf(DEFAULT_DAYS));
  if (expiresAt <= at || expiresAt > plusMinutes(at, minutesOf(MOST_DAYS))) return fail(WRONG_EXPIRY);
  const { document: id, account, file } = request;
  const document = (await desk.register.documents.find([id])).get(id);
  if (document === undefined || document.accountId !== account || !isGiven(document, file)) return UNKNOWN;
  if (!(await isPermitted(key, document, desk.store))) return UNKNOWN;
  const grant: NewGrant = { id: desk.tokens(), documentId: id, accountId: account, file, expiresAt };
  await desk.register.access.createGrant(grant, { by: keyActor(key), at });
  return succeed({ kind: "made", grant, token: tokenOf(grant, desk.seal) });
};

/** Takes a link back for ever; false where this key has no such link. */
export const revokeLink = async (id: string, desk: LinkDesk, { key }: LinkMaker): Promise<boolean> => {
  const found = await desk.register.access.findGrant(id);
  if (found === undefined || !(await isPermitted(key, found.document, desk.store))) return false;
  return desk.register.access.revokeGrant(id, { by: keyActor(key), at: desk.clock.now() });
};

/** As the audit names a key. */
export const keyActor = ({ id }: Pick<ApiKey, "id">): Actor => ({ name: `key ${id}` });

/** "<id of the grant>.<seal>": all that the seal is over stands in the register, and a changed row does not hold either. */
export const tokenOf = (grant: NewGrant, seal: LinkDesk["seal"]): string =>
  `${grant.id}.${seal.seal(sealedText(grant))}`;

type Sealed = Readonly<Record<keyof NewGrant, string>>;

/** What the seal is over; a list, so that no two grants read alike. */
export const sealedText = ({ id, documentId, file, accountId, expiresAt }: Sealed): string =>
  JSON.stringify(["billwright/link@1", documentId, file, accountId, expiresAt, id]);

/** Nothing is given out before it is issued (rule A20), nor what would ask for money that is not owed. */
const isGiven = ({ state, files }: RegisteredDocument, file: Granted): boolean =>
  (state === "issued" || state === "delivered") && (file === "page" || files.some(({ format }) => format === file));

const UNKNOWN: Result<LinkAnswer> = succeed({ kind: "unknown" });

const WRONG_EXPIRY = {
  rule: null,
  at: "/expires",
  message: "a link ends in the future",
  hint: `at most ${MOST_DAYS} days from now; ${DEFAULT_DAYS} days without a date`,
} as const;
