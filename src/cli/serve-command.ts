import { Command } from "commander";
import type { World } from "../app/world.ts";
import { CODES, issuer, register, store } from "./options.ts";
import type { ServeOptions } from "./serve-options.ts";

/** What the command line says of `serve`; the server is loaded when it is called. */
export const serve = (machine: () => Promise<World>, exit: (code: number) => void): Command =>
  new Command("serve")
    .description("the HTTP server: downloads for customers, the API with its keys, health and metrics")
    .option("--host <address>", "where to listen; 0.0.0.0 or :: for everybody", "127.0.0.1")
    .option("--port <n>", "0 for any that is free", "8080")
    .option("--public-url <url>", "what links to us begin with (default: BILLWRIGHT_PUBLIC_URL, else host and port)")
    .option(
      "--trust-proxy <list>",
      "addresses or networks of proxies in front, with commas (default: BILLWRIGHT_TRUSTED_PROXIES, else none)",
    )
    .option("--rate <n>", "requests a minute of one address (default: 300), and four times as many of one key")
    .addOption(issuer())
    .addOption(register())
    .addOption(store())
    .addHelpText(
      "after",
      [
        "\nBILLWRIGHT_LINK_SECRET seals the links of customers: openssl rand -hex 32. With two, the new one and the old one",
        "behind a comma, links of the old one still work. SIGTERM or Ctrl-C ends it when the requests in hand are answered.",
        "\nExample:\n  billwright serve --port 8080 --public-url https://billing.example.com --trust-proxy 10.0.0.0/8",
        CODES,
      ].join("\n"),
    )
    .action(async (options: ServeOptions) => {
      const [server, world] = await Promise.all([import("./serve.ts"), machine()]);
      exit(await server.serve(world, options));
    });
