import { connect, type Socket } from "node:net";

/** A connection as a hostile client makes it: bytes go out as they are given, and all that comes is kept. */
export type Raw = {
  readonly socket: Socket;
  readonly send: (bytes: string) => void;
  /** All that came until the server closed. */
  readonly ended: Promise<string>;
  /** Resolves when what came holds the text. */
  readonly saw: (text: string) => Promise<string>;
};

export const openRaw = (port: number): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let came = "";
    const closed = Promise.withResolvers<string>();
    const watchers = new Set<() => void>();
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      came += text;
      for (const watch of watchers) watch();
    });
    // A reset is an end too: the server cut us.
    socket.on("error", () => {});
    socket.on("close", () => closed.resolve(came));
    socket.once("error", reject);
    socket.once("connect", () =>
      resolve({
        socket,
        send: (bytes) => void socket.write(bytes, "latin1"),
        ended: closed.promise,
        saw: (text) =>
          new Promise((seen) => {
            const watch = (): void => {
              if (!came.includes(text)) return;
              watchers.delete(watch);
              seen(came);
            };
            watchers.add(watch);
            watch();
          }),
      }),
    );
  });

/** One answer to bytes of ours, to the end of the connection. */
export const exchange = async (port: number, bytes: string): Promise<string> => {
  const raw = await openRaw(port);
  raw.send(bytes);
  return raw.ended;
};

export const statusIn = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
