import type { Instant } from "../../kernel/calendar.ts";
import { FORMATS, type Format } from "../formats.ts";
import type { Change, RegisteredDocument } from "./document.ts";

/** What a key of the API may be used for; nothing follows from another one. */
export const SCOPES = [
  "documents:read",
  "documents:preview",
  "documents:resend",
  "links:create",
  "metrics:read",
  "keys:manage",
] as const;
export type Scope = (typeof SCOPES)[number];

export type NewApiKey = {
  /** Public: it stands before the secret, in the audit and in lists. */
  readonly id: string;
  /** For people: "support desk". */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Documents of these accounts only; none named: of all (rule F3). */
  readonly accounts: readonly string[];
  /** Documents of these organisations and of no other; none named: of all (rule F3). */
  readonly organisations: readonly string[];
  readonly expiresAt?: Instant;
};

export type ApiKey = NewApiKey & {
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt?: Instant;
  readonly lastUsedAt?: Instant;
};

/** SHA-256 in lower-case hexadecimal: secrets of 256 random bits cannot be guessed, so no slow hash is needed. */
export type KeySecret = { readonly secretHash: string };

/** What a link opens: one file of a document, or its page with all of them. */
export const GRANTED = [...FORMATS, "page"] as const;
export type Granted = (typeof GRANTED)[number];

/** The permission behind a signed link: for one document, for the account that it was issued to. */
export type NewGrant = {
  readonly id: string;
  readonly documentId: string;
  readonly accountId: string;
  readonly file: Granted;
  readonly expiresAt: Instant;
};

export type Grant = NewGrant & {
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt?: Instant;
};

/** Bytes that were given out; who, when, which. */
export type Download = {
  /** "link <id of the grant>", "key <id>". */
  readonly actor: string;
  readonly documentId: string;
  readonly file: Format;
  readonly at: Instant;
  /** "0-65535" where a part was asked for. */
  readonly range?: string;
};

/** Who may see documents from outside. Each function is one transaction. */
export type AccessRegister = {
  readonly createKey: (key: NewApiKey & KeySecret, change: Change) => Promise<void>;
  readonly findKey: (id: string) => Promise<(ApiKey & KeySecret) | undefined>;
  readonly keys: () => Promise<readonly ApiKey[]>;
  /** For ever; false where there is no such key. One that is revoked already stays so. */
  readonly revokeKey: (id: string, change: Change) => Promise<boolean>;
  readonly noteKeyUse: (id: string, at: Instant) => Promise<void>;
  readonly createGrant: (grant: NewGrant, change: Change) => Promise<void>;
  readonly findGrant: (
    id: string,
  ) => Promise<{ readonly grant: Grant; readonly document: RegisteredDocument } | undefined>;
  /** For ever; false where there is no such grant. */
  readonly revokeGrant: (id: string, change: Change) => Promise<boolean>;
  /** Into the audit, as one transaction. */
  readonly recordDownloads: (downloads: readonly Download[]) => Promise<void>;
};
