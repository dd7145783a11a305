import { request as ask, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSigned } from "../app/delivery/certificate.ts";

/** The end of TLS for several hosts on one port of this machine, as a proxy in front of us is it. */
export type HttpsFront = { readonly port: number; readonly close: () => Promise<void> };

export const openHttpsFront = async (hosts: Readonly<Record<string, RequestListener>>): Promise<HttpsFront> => {
  const server = createServer(selfSigned(), (request, response) => {
    const answer = hosts[request.headers.host ?? ""];
    if (answer === undefined) response.writeHead(421).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server.address()),
    close: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** On to a server that speaks no TLS, and says whose request it is. */
export const forwardTo =
  (port: number): RequestListener =>
  (request: IncomingMessage, response: ServerResponse) => {
    const { method, url, headers, socket } = request;
    const told = { ...headers, "x-forwarded-for": socket.remoteAddress, "x-forwarded-proto": "https" };
    const onward = ask({ host: "127.0.0.1", port, method, path: url, headers: told }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  };

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the front has no port");
  return address.port;
};
