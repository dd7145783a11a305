import { LOCALES, type Locale } from "../kernel/party.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import { FORMATS, parseFormats, type Format } from "./formats.ts";
import type { Request } from "./prepare.ts";

/** What was typed, before it is looked at. */
export type Typed = {
  readonly format?: string;
  readonly locale?: string;
  readonly issuer?: string;
  readonly overlay?: readonly string[];
  readonly preview?: boolean;
};

/** A request from what was typed, or everything that is wrong with it. */
export const requestOf = (inputs: readonly string[], typed: Typed): Result<Request> => {
  const formats: Result<readonly Format[]> = typed.format === undefined ? succeed(FORMATS) : parseFormats(typed.format);
  const locale = localeOf(typed);
  if (!formats.ok || !locale.ok) return fail(...issuesOf(formats, locale));
  return succeed({
    inputs,
    overlays: typed.overlay ?? [],
    formats: formats.value,
    mode: typed.preview === true ? "preview" : "numbered",
    ...(typed.issuer !== undefined && { issuer: typed.issuer }),
    ...(locale.value !== undefined && { locale: locale.value }),
  });
};

/** A numbered document has one language; a preview binds nobody and may be read in any. */
const localeOf = ({ locale: typed, preview }: Typed): Result<Locale | undefined> => {
  if (typed === undefined) return succeed(undefined);
  const locale = LOCALES.find((known) => known === typed);
  if (locale === undefined) {
    return fail({
      rule: null,
      at: "--locale",
      message: `there is no locale "${typed}"`,
      hint: `there are ${LOCALES.join(", ")}`,
    });
  }
  return preview === true
    ? succeed(locale)
    : fail({
        rule: null,
        at: "--locale",
        message: "a numbered document is written in the customer's own language",
        hint: "give customer.locale in the data, or add --preview to read it in another language",
      });
};
