import { BlockList, isIPv6, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import type { ServerSettings } from "./settings.ts";

/** A limit for all connections, and one for those of a single address, so that nobody takes them all. */
export const limitConnections = (
  app: FastifyInstance,
  { limits, trustedProxies }: Pick<ServerSettings, "limits" | "trustedProxies">,
): void => {
  const proxies = blockListOf(trustedProxies);
  const open = new Map<string, number>();
  app.server.maxConnections = limits.connections;
  app.server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    if (proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > limits.connectionsOfOne) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
};

/** "10.0.0.0/8", "192.168.1.7", "fd00::/8". */
const blockListOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
};
