import type { KeyObject } from "node:crypto";

/** Where mails are handed over, and how. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  /** STARTTLS that must succeed; TLS from the first byte; or none, for a server on this machine or a trusted network. */
  readonly security: "starttls" | "tls" | "none";
  readonly credentials?: { readonly user: string; readonly password: string };
  /** How we call ourselves to the server; the name of the machine unless given. */
  readonly name?: string;
  /** Connections at one time. */
  readonly connections: number;
  /** How long the server may be silent, in milliseconds. */
  readonly silenceMs: number;
  /** Certificates in PEM form that are trusted instead of those of the system. */
  readonly authorities?: string;
  readonly dkim?: DkimSettings;
};

/** What mails are signed with (RFC 6376). */
export type DkimSettings = { readonly domain: string; readonly selector: string; readonly key: KeyObject };
