import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/**
 * Started before the command line (`--import`), and by Node before each of its threads: every file that is opened and
 * everything that could reach another machine or process is a line of the file ACCESS_LOG. It is written at once, as a
 * thread may be ended any time.
 */
const { openSync, writeSync } = fs;
const log = openSync(process.env["ACCESS_LOG"] ?? "", "a");
const told = new Set<string>();

const tellAccess = (kind: "file" | "reached", what: string): void => {
  const line = `${kind} ${what}\n`;
  if (!told.has(line)) writeSync(log, line);
  told.add(line);
};

/** The functions by these names still do what they did, and tell what they were first given. */
const watch = (owner: object, names: readonly string[], tell: (first: unknown) => void): void => {
  for (const name of names) {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") throw new Error(`there is no function ${name} to watch`);
    const watched = function (this: unknown, ...given: readonly unknown[]): unknown {
      tell(given[0]);
      return Reflect.apply(original, this, given);
    };
    Reflect.set(owner, name, Object.assign(watched, original));
  }
};

const nameOf = (first: unknown): string => (typeof first === "string" ? first : (JSON.stringify(first) ?? "nothing"));

const opened = (first: unknown): void => tellAccess("file", first instanceof URL ? first.pathname : nameOf(first));
watch(fs, ["open", "openSync", "readFile", "readFileSync", "createReadStream", "readlinkSync", "copyFileSync"], opened);
watch(fs.promises, ["open", "readFile", "copyFile"], opened);

const reach = (what: string) => (first: unknown) => tellAccess("reached", `${what} ${nameOf(first)}`);
watch(net, ["connect", "createConnection"], reach("net"));
watch(net.Socket.prototype, ["connect"], reach("socket"));
watch(dns, ["lookup", "resolve"], reach("dns"));
watch(dns.promises, ["lookup", "resolve"], reach("dns"));
watch(dgram, ["createSocket"], reach("datagram"));
watch(http, ["request", "get"], reach("http"));
watch(globalThis, ["fetch"], reach("fetch"));
watch(childProcess, ["spawn", "exec", "execFile", "fork", "spawnSync", "execSync"], reach("process"));
syncBuiltinESMExports();
