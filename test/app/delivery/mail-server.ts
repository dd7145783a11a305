import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailSettings } from "../../../src/adapters/mail/settings.ts";

/** A mail as it came in. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer };

export type Reply = "250" | { readonly code: number; readonly text: string } | "cut" | "silence";

/** How the server behaves; all is well unless something else is said. */
export type Behaviour = {
  /** To the whole mail, which is kept whatever comes. */
  readonly onMail?: (mail: Received, ordinal: number) => Reply | Promise<Reply>;
  /** To one recipient. */
  readonly onRecipient?: (address: string) => Reply;
  readonly options?: SMTPServerOptions;
};

/** A real SMTP server on a free port, and the wire to it, which can be cut. */
export type MailServer = {
  readonly settings: MailSettings;
  readonly received: readonly Received[];
  readonly parsed: () => Promise<readonly ParsedMail[]>;
  /** All connections end without a word. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

export const openMailServer = async ({ onMail, onRecipient, options }: Behaviour = {}): Promise<MailServer> => {
  const received: Received[] = [];
  const wire = openWire();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    closeTimeout: 50,
    onRcptTo: ({ address }, _, callback) => {
      const reply = onRecipient?.(address) ?? "250";
      callback(typeof reply === "object" ? failure(reply) : null);
    },
    onData: (stream, session, callback) => {
      const take = async (): Promise<void> => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = await buffer(stream);
        const mail = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
        };
        received.push(mail);
        const reply = (await onMail?.(mail, received.length)) ?? "250";
        if (reply === "cut") wire.cut();
        else if (typeof reply === "object") callback(failure(reply));
        else if (reply === "250") callback(null);
      };
      void take();
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const port = await wire.open(portOf(server.server.address()));
  return {
    settings: { host: "127.0.0.1", port, security: "none", connections: 2, silenceMs: 20_000 },
    received,
    parsed: () => Promise.all(received.map(({ raw }) => simpleParser(raw))),
    cut: wire.cut,
    close: async () => {
      await wire.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const failure = ({ code, text }: { readonly code: number; readonly text: string }): Error =>
  Object.assign(new Error(text), { responseCode: code });

/** Between client and server, so that a connection can end without a word. */
const openWire = () => {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  };
  let target = 0;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    keep(near);
    keep(far);
    near.pipe(far).pipe(near);
  });
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    cut,
    open: (port: number): Promise<number> => {
      target = port;
      return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(portOf(server.address()))));
    },
    close: async (): Promise<void> => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the socket has no port");
  return address.port;
};
