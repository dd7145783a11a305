import type { Instant } from "../../kernel/calendar.ts";
import type { Locale } from "../../kernel/party.ts";
import type { Reached, RefusedRecipient } from "../register/delivery.ts";

/** A mail before it is put into the form in which it travels. */
export type Mail = {
  /** Without its angle brackets: the same at each try, so that mailboxes can fold what came twice. */
  readonly messageId: string;
  readonly date: Instant;
  readonly locale: Locale;
  readonly from: { readonly name: string; readonly address: string };
  /** Addresses; all stand in the header, whoever of them has it already. */
  readonly to: readonly string[];
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailFile[];
};

export type MailFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** On whose behalf and to whom, as the servers see it. */
export type Envelope = { readonly from: string; readonly to: readonly string[] };

/** What came of handing a mail to the mail server. */
export type SendAnswer =
  /** It has decided for each recipient: some have it, some never will, for some it wants to be asked again later. */
  | (Reached & { readonly kind: "decided"; readonly deferred: readonly RefusedRecipient[]; readonly answer: string })
  /** It has not taken a word of it: no connection, no TLS, no log-in, or it wants no mail of us at all. */
  | { readonly kind: "unreachable"; readonly answer: string }
  /** All of it went out, and no answer came: it may have been taken, or not. */
  | { readonly kind: "unknown"; readonly answer: string };

/** Puts mails into their form and hands them to a mail server. What the server says is an answer; it never throws for that. */
export type Mailer = {
  /** The bytes as they travel, signed where there is a key for it; the same mail gives the same bytes. */
  readonly compose: (mail: Mail) => Promise<Uint8Array>;
  readonly send: (envelope: Envelope, bytes: Uint8Array) => Promise<SendAnswer>;
  /** Connections that are kept at most, so mails that are worth sending at once. */
  readonly atOnce: number;
  readonly close: () => Promise<void>;
};
