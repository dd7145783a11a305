import type { Envelope, SendAnswer } from "../../app/delivery/mailer.ts";
import { createGate } from "../gate.ts";
import { openConnection, type Connection } from "./connection.ts";
import type { MailSettings } from "./settings.ts";

/** Sends over a few connections that are kept, and opened when they are wanted. */
export type Connections = {
  readonly send: (envelope: Envelope, bytes: Uint8Array) => Promise<SendAnswer>;
  readonly close: () => Promise<void>;
};

/** Then a connection is closed and another opened; servers have a limit of their own. */
const MAILS_A_CONNECTION = 100;

type Kept = { readonly connection: Connection; readonly mails: number };

export const createConnections = (settings: MailSettings): Connections => {
  const idle: Kept[] = [];
  const gate = createGate(settings.connections);

  const takeIdle = (): Kept | undefined => {
    for (;;) {
      const kept = idle.pop();
      if (kept === undefined || kept.connection.isOpen()) return kept;
    }
  };

  const sendOver = async ({ connection, mails }: Kept, envelope: Envelope, bytes: Uint8Array): Promise<SendAnswer> => {
    const answer = await connection.send(envelope, bytes);
    if (connection.isOpen() && mails + 1 < MAILS_A_CONNECTION) idle.push({ connection, mails: mails + 1 });
    else await connection.close();
    return answer;
  };

  const sendOverNew = async (envelope: Envelope, bytes: Uint8Array): Promise<SendAnswer> => {
    const opened = await openConnection(settings);
    return opened.kind === "open" ? sendOver({ connection: opened.connection, mails: 0 }, envelope, bytes) : opened;
  };

  return {
    send: (envelope, bytes) =>
      gate.pass(async () => {
        const kept = takeIdle();
        const answer = kept === undefined ? undefined : await sendOver(kept, envelope, bytes);
        // A server may close a connection that it has not heard from for long, just as a mail comes.
        return answer === undefined || answer.kind === "unreachable" ? sendOverNew(envelope, bytes) : answer;
      }),
    close: async () => {
      await Promise.all(idle.splice(0).map(({ connection }) => connection.close()));
    },
  };
};
