import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Envelope, SendAnswer } from "../../app/delivery/mailer.ts";
import { acceptedAnswer, answerText, failedAnswer, type SmtpFailure } from "./answer.ts";
import type { MailSettings } from "./settings.ts";

/** One connection to the mail server, over which mails go one after the other. */
export type Connection = {
  readonly send: (envelope: Envelope, bytes: Uint8Array) => Promise<SendAnswer>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
};

export type Opened =
  | { readonly kind: "open"; readonly connection: Connection }
  | { readonly kind: "unreachable"; readonly answer: string };

/** For connection, greeting and TLS together. */
const LONGEST_SETUP_MS = 60_000;

/** A server that is told good-bye need not answer. */
const GOODBYE_MS = 1_000;

/** Connected, with TLS where it is wanted, and logged in; or what stood in the way. No answer repeats the password. */
export const openConnection = async (settings: MailSettings): Promise<Opened> => {
  const client = new SMTPConnection(optionsOf(settings));
  // Told to whoever waits for an answer; between two mails a server may close, which is no failure.
  client.on("error", () => {});
  const failure = (await connected(client)) ?? (await loggedIn(client, settings));
  if (failure === undefined) return { kind: "open", connection: connectionOver(client) };
  client.close();
  return { kind: "unreachable", answer: withoutSecret(answerText(failure.message), settings) };
};

const optionsOf = ({ host, port, security, name, silenceMs, authorities }: MailSettings) => ({
  host,
  port,
  secure: security === "tls",
  requireTLS: security === "starttls",
  ignoreTLS: security === "none",
  ...(name !== undefined && { name }),
  connectionTimeout: Math.min(silenceMs, LONGEST_SETUP_MS),
  greetingTimeout: Math.min(silenceMs, LONGEST_SETUP_MS),
  dnsTimeout: Math.min(silenceMs, LONGEST_SETUP_MS),
  socketTimeout: silenceMs,
  tls: { minVersion: "TLSv1.2" as const, ...(authorities !== undefined && { ca: authorities }) },
  logger: false,
});

const connected = (client: SMTPConnection): Promise<SmtpFailure | undefined> =>
  new Promise((resolve) => {
    client.once("error", (failure: SmtpFailure) => resolve(failure));
    client.once("end", () => resolve({ message: "the server closed the connection" }));
    client.connect((failure) => resolve(failure));
  });

const loggedIn = (client: SMTPConnection, { credentials }: MailSettings): Promise<SmtpFailure | undefined> =>
  new Promise((resolve) => {
    if (credentials === undefined) return resolve(undefined);
    if (!client.allowsAuth) return resolve({ message: "the server takes no log-in" });
    client.once("error", (failure: SmtpFailure) => resolve(failure));
    client.once("end", () => resolve({ message: "the server closed the connection" }));
    client.login({ credentials: { user: credentials.user, pass: credentials.password } }, (failure) =>
      resolve(failure ?? undefined),
    );
  });

const withoutSecret = (text: string, { credentials }: MailSettings): string =>
  credentials === undefined ? text : text.replaceAll(credentials.password, "•••");

const connectionOver = (client: SMTPConnection): Connection => {
  let isOpen = true;
  client.once("end", () => (isOpen = false));
  return {
    isOpen: () => isOpen,
    send: async (envelope, bytes) => {
      const answer = await handOver(client, envelope, bytes);
      // Another mail goes over this connection, so what is left of this one is cleared.
      if (isOpen && (answer.kind !== "decided" || answer.accepted.length === 0)) await cleared(client);
      return answer;
    },
    close: async () => {
      if (!isOpen) return;
      const ended = new Promise((resolve) => client.once("end", resolve));
      client.quit();
      await Promise.race([ended, wait(GOODBYE_MS, undefined, { ref: false })]);
      client.close();
    },
  };
};

const handOver = (client: SMTPConnection, envelope: Envelope, bytes: Uint8Array): Promise<SendAnswer> =>
  new Promise((resolve) => {
    const message = Readable.from(pieces(bytes));
    const size = bytes.length;
    client.send({ from: envelope.from, to: [...envelope.to], size }, message, (failure, info) => {
      if (failure === null) {
        return resolve(acceptedAnswer({ ...info, failed: info.rejectedErrors ?? [] }));
      }
      // The last piece is given out only when those before it are on their way, and the dot comes after it.
      return resolve(failedAnswer({ failure, envelope, hasLeft: message.readableEnded }));
    });
  });

const PIECE = 16_384;

function* pieces(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield Buffer.from(bytes.subarray(at, at + PIECE));
}

/** A connection that cannot be cleared is not used again. */
const cleared = (client: SMTPConnection): Promise<void> =>
  new Promise((resolve) => {
    client.once("end", () => resolve());
    client.reset((failure) => {
      if (failure !== null) client.close();
      resolve();
    });
  });
