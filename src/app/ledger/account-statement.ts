import type { AccountFacts } from "../../compute/account-facts.ts";
import { dateIn } from "../../kernel/calendar.ts";
import type { Locale } from "../../kernel/party.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import {
  accountStatementJson,
  createLanguages,
  toAccountStatement,
  type AccountDocuments,
  type Context,
} from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { createRenderers } from "../../render/render.ts";
import { EXTENSIONS, type Format } from "../formats.ts";
import type { FileReceipt } from "../outcome.ts";
import type { NamedFile } from "../publish.ts";
import type { RenderTarget } from "../render.ts";
import { safeName } from "../safe-name.ts";
import { accountFacts, type AccountRequest } from "./account.ts";
import { openArchive } from "./archive.ts";
import type { Desk } from "./desk.ts";
import { writeFiles } from "./write-files.ts";

/** The profile is that of today: a statement is made now, of documents that were issued then. */
export type StatementRequest = AccountRequest & {
  readonly issuer: Issuer;
  readonly locale?: Locale;
  readonly formats: readonly Format[];
  readonly target: RenderTarget;
};

/** The statements of an account, one for each entity and currency, as files: all of them or none. */
export const writeStatements = async (
  request: StatementRequest,
  { world, doors }: Pick<Desk, "world" | "doors">,
): Promise<Result<readonly FileReceipt[]>> => {
  const { issuer } = request;
  const now = world.clock.now();
  const facts = await accountFacts(request, {
    register: doors.register,
    archive: openArchive(doors.store),
    issuer,
    today: (timeZone) => dateIn(now, timeZone),
  });
  if (!facts.ok) return facts;
  const context: Context = {
    issuer,
    languages: createLanguages(world.assets.locale, issuer.texts),
    ...(request.locale !== undefined && { locale: request.locale }),
  };
  const draw = drawerOf(request.formats, createRenderers(world.assets));
  const files: NamedFile[] = [];
  for (const one of facts.value) {
    const made = toAccountStatement(one, context);
    const drawn = made.ok ? await draw(made.value, stemOf(one)) : made;
    if (!drawn.ok) return drawn;
    files.push(...drawn.value);
  }
  return writeFiles(files, request.target, world);
};

const drawerOf =
  (formats: readonly Format[], renderers: ReturnType<typeof createRenderers>) =>
  async ({ statement, view }: AccountDocuments, stem: string): Promise<Result<readonly NamedFile[]>> => {
    const issues = formats.flatMap((format) => (format === "json" ? [] : renderers[format].refusals(view)));
    if (issues.length > 0) return fail(...issues);
    const files: NamedFile[] = [];
    for (const format of formats) {
      const bytes =
        format === "json"
          ? new TextEncoder().encode(accountStatementJson(statement))
          : await renderers[format].draw(view);
      files.push({ name: `${stem}.${EXTENSIONS[format]}`, bytes });
    }
    return succeed(files);
  };

/** "statement-A-1-us-USD-2026-05-10". */
const stemOf = ({ customer, entity, currency, asOf }: AccountFacts): string =>
  safeName(["statement", customer.accountId, entity, currency, asOf].join("-"));
