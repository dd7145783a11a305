import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { reasonOf, systemCode } from "../failure.ts";
import type { DkimSettings, MailSettings } from "./settings.ts";

/** What the environment says of mail; names and not values stand in messages, as they may hold secrets. */
export type MailEnvironment = Readonly<
  Partial<
    Record<"BILLWRIGHT_SMTP" | "BILLWRIGHT_DKIM_KEY" | "BILLWRIGHT_DKIM_SELECTOR" | "BILLWRIGHT_DKIM_DOMAIN", string>
  >
>;

const EXAMPLE = "such as smtp://user:password@mail.example.com:587, or smtps://…";

/** All that is wrong at once; no message repeats the address, which may hold a password. */
export const readMailSettings = async (environment: MailEnvironment): Promise<Result<MailSettings>> => {
  const server = await readServer(environment.BILLWRIGHT_SMTP);
  const dkim = await readDkim(environment);
  if (!server.ok || !dkim.ok) return fail(...issuesOf(server, dkim));
  return succeed({ ...server.value, ...(dkim.value !== undefined && { dkim: dkim.value }) });
};

const readServer = async (typed: string | undefined): Promise<Result<MailSettings>> => {
  if (typed === undefined || typed === "")
    return fail(wrong("BILLWRIGHT_SMTP", "is not set: there is no mail server", EXAMPLE));
  const url = URL.parse(typed);
  if (url === null || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") {
    return fail(wrong("BILLWRIGHT_SMTP", "is no address of a mail server", EXAMPLE));
  }
  const options = readOptions(url);
  const credentials = readCredentials(url);
  const authorities = await readText("BILLWRIGHT_SMTP (ca)", url.searchParams.get("ca"));
  if (!options.ok || !credentials.ok || !authorities.ok) return fail(...issuesOf(options, credentials, authorities));
  const isPlain = options.value.security === "none";
  if (isPlain && credentials.value !== undefined && !isThisMachine(url.hostname)) {
    return fail(wrong("BILLWRIGHT_SMTP", "would send a password in the clear", "leave out tls=none, or the password"));
  }
  return succeed({
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? DEFAULT_PORTS[options.value.security] : Number(url.port),
    ...options.value,
    ...(credentials.value !== undefined && { credentials: credentials.value }),
    ...(authorities.value !== undefined && { authorities: authorities.value }),
  });
};

const DEFAULT_PORTS = { starttls: 587, tls: 465, none: 25 } as const satisfies Record<MailSettings["security"], number>;

const isThisMachine = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

const OPTIONS = ["tls", "name", "connections", "timeout", "ca"];

type Options = Pick<MailSettings, "security" | "name" | "connections" | "silenceMs">;

const readOptions = ({ protocol, searchParams }: URL): Result<Options> => {
  const tls = searchParams.get("tls");
  const name = searchParams.get("name");
  const connections = wholeBetween(searchParams.get("connections") ?? "5", 1, 50);
  const seconds = wholeBetween(searchParams.get("timeout") ?? "300", 1, 600);
  const unknown = [...searchParams.keys()].filter((key) => !OPTIONS.includes(key));
  const issues = [
    ...(unknown.length === 0
      ? []
      : [wrong("BILLWRIGHT_SMTP", "has an unknown option", `there are ${OPTIONS.join(", ")}`)]),
    ...(tls === null || tls === "none"
      ? []
      : [wrong("BILLWRIGHT_SMTP", "tls can only be none", "without it TLS is required")]),
    ...(tls === "none" && protocol === "smtps:"
      ? [wrong("BILLWRIGHT_SMTP", "smtps is TLS", "leave out tls=none")]
      : []),
    ...(name === null || /^[A-Za-z0-9.-]{1,255}$/.test(name) ? [] : [wrong("BILLWRIGHT_SMTP", "name is no host name")]),
    ...(connections === undefined ? [wrong("BILLWRIGHT_SMTP", "connections is no number from 1 to 50")] : []),
    ...(seconds === undefined ? [wrong("BILLWRIGHT_SMTP", "timeout is no number of seconds from 1 to 600")] : []),
  ];
  if (issues.length > 0 || connections === undefined || seconds === undefined) return fail(...issues);
  return succeed({
    security: securityOf(protocol, tls),
    ...(name !== null && { name }),
    connections,
    silenceMs: seconds * 1_000,
  });
};

const securityOf = (protocol: string, tls: string | null): MailSettings["security"] => {
  if (protocol === "smtps:") return "tls";
  return tls === "none" ? "none" : "starttls";
};

const wholeBetween = (typed: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,6}$/.test(typed) ? Number(typed) : undefined;
  return value !== undefined && value >= least && value <= most ? value : undefined;
};

const readCredentials = ({ username, password }: URL): Result<MailSettings["credentials"]> => {
  if (username === "" && password === "") return succeed(undefined);
  const user = decoded(username);
  const secret = decoded(password);
  return user === undefined || secret === undefined || user === "" || secret === ""
    ? fail(wrong("BILLWRIGHT_SMTP", "has half a log-in", "user:password, with % signs as in any address"))
    : succeed({ user, password: secret });
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

/** What mails are signed with, where all three are set. */
export const readDkim = async (environment: MailEnvironment): Promise<Result<DkimSettings | undefined>> => {
  const { BILLWRIGHT_DKIM_KEY: file, BILLWRIGHT_DKIM_SELECTOR: selector, BILLWRIGHT_DKIM_DOMAIN: domain } = environment;
  if (file === undefined && selector === undefined && domain === undefined) return succeed(undefined);
  const text = await readText("BILLWRIGHT_DKIM_KEY", file ?? null);
  const key = text.ok ? keyOf(text.value ?? "") : undefined;
  const issues = [
    ...issuesOf(text),
    ...(text.ok && key === undefined
      ? [wrong("BILLWRIGHT_DKIM_KEY", "names no file with an RSA key in PEM form")]
      : []),
    ...(isLabels(selector) ? [] : [wrong("BILLWRIGHT_DKIM_SELECTOR", "is no selector", "such as billing2026")]),
    ...(isLabels(domain)
      ? []
      : [wrong("BILLWRIGHT_DKIM_DOMAIN", "is no domain", "that of the sender, such as example.com")]),
  ];
  if (issues.length > 0 || key === undefined || !isLabels(selector) || !isLabels(domain)) return fail(...issues);
  return succeed({ key, selector, domain });
};

const isLabels = (text: string | undefined): text is string =>
  text !== undefined && /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/.test(text);

/** RSA is what every mail server can verify. */
const keyOf = (pem: string): KeyObject | undefined => {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === "rsa" ? key : undefined;
  } catch (error) {
    // OpenSSL's words on what is wrong would tell of the key.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
};

const readText = async (what: string, path: string | null): Promise<Result<string | undefined>> => {
  if (path === null) return succeed(undefined);
  try {
    return succeed(await readFile(path, "utf8"));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return fail(wrong(what, `the file cannot be read: ${reasonOf(code)}`));
  }
};

const wrong = (at: string, message: string, hint?: string): Issue => ({
  rule: null,
  at,
  message,
  ...(hint !== undefined && { hint }),
});
