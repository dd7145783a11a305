import { LOCALES, type Locale } from "../kernel/party.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import { limitsOf, type TypedLimits } from "./drawing-limits.ts";
import { ENGINES, FORMATS, parseFormats, type Engine, type Format } from "./formats.ts";
import type { Request } from "./prepare.ts";

/** What was typed, before it is looked at. */
export type Typed = TypedLimits & {
  readonly format?: string;
  readonly engine?: string;
  readonly locale?: string;
  readonly issuer?: string;
  readonly overlay?: readonly string[];
  readonly preview?: boolean;
  readonly copy?: boolean;
};

/** A request from what was typed, or everything that is wrong with it; `processors` are those of the machine. */
export const requestOf = (inputs: readonly string[], typed: Typed, processors: number): Result<Request> => {
  const formats: Result<readonly Format[]> = typed.format === undefined ? succeed(FORMATS) : parseFormats(typed.format);
  const engine = engineOf(typed.engine);
  const locale = localeOf(typed.locale);
  const copy = copyOf(typed);
  const limits = limitsOf(typed, processors);
  if (!formats.ok || !engine.ok || !locale.ok || !copy.ok || !limits.ok)
    return fail(...issuesOf(formats, engine, locale, copy, limits));
  return succeed({
    inputs,
    overlays: typed.overlay ?? [],
    formats: formats.value,
    mode: typed.preview === true ? "preview" : "numbered",
    limits: limits.value,
    ...(typed.issuer !== undefined && { issuer: typed.issuer }),
    ...(engine.value !== undefined && { engine: engine.value }),
    ...(locale.value !== undefined && { locale: locale.value }),
    ...(copy.value !== undefined && { copy: copy.value }),
  });
};

const engineOf = (typed: string | undefined): Result<Engine | undefined> => {
  const engine = ENGINES.find((known) => known === typed);
  return typed === undefined || engine !== undefined
    ? succeed(engine)
    : fail({
        rule: null,
        at: "--engine",
        message: `there is no engine "${typed}"`,
        hint: `there are ${ENGINES.join(", ")}`,
      });
};

/** A preview in another language is still a preview; of a numbered document it is a marked translation copy. */
const localeOf = (typed: string | undefined): Result<Locale | undefined> => {
  if (typed === undefined) return succeed(undefined);
  const locale = LOCALES.find((known) => known === typed);
  return locale === undefined
    ? fail({
        rule: null,
        at: "--locale",
        message: `there is no locale "${typed}"`,
        hint: `there are ${LOCALES.join(", ")}`,
      })
    : succeed(locale);
};

const copyOf = ({ copy, preview }: Typed): Result<"duplicate" | undefined> => {
  if (copy !== true) return succeed(undefined);
  return preview === true
    ? fail({ rule: "F4", at: "--copy", message: "a preview has no original", hint: "leave --copy or --preview out" })
    : succeed("duplicate");
};
