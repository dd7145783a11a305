import type { Mailer } from "../app/delivery/mailer.ts";
import { succeed, type Result } from "../kernel/result.ts";
import type { MailSettings } from "./mail/settings.ts";
import type { MailEnvironment } from "./mail/read-settings.ts";

/** Nothing is asked of the mail server yet: whether it takes mails shows with the first one. */
export const openMailer = async (settings: MailSettings): Promise<Mailer> => {
  const { composeMail } = await import("./mail/compose.ts");
  const { createConnections } = await import("./mail/connections.ts");
  const { send, close } = createConnections(settings);
  return { compose: (mail) => composeMail(mail, settings.dkim), send, atOnce: settings.connections, close };
};

/** The mail server of the environment, or everything that is wrong with what is set there. */
export const openConfiguredMailer = async (environment: MailEnvironment): Promise<Result<Mailer>> => {
  const { readMailSettings } = await import("./mail/read-settings.ts");
  const settings = await readMailSettings(environment);
  return settings.ok ? succeed(await openMailer(settings.value)) : settings;
};

/** Puts mails into their form as the environment has it, without a server to send them to. */
export const openComposer = async (environment: MailEnvironment): Promise<Result<Pick<Mailer, "compose">>> => {
  const { readDkim } = await import("./mail/read-settings.ts");
  const dkim = await readDkim(environment);
  if (!dkim.ok) return dkim;
  const { composeMail } = await import("./mail/compose.ts");
  return succeed({ compose: (mail) => composeMail(mail, dkim.value) });
};
