import { plusMinutes } from "../../kernel/calendar.ts";
import type { ApiKey, Scope } from "../register/access.ts";
import type { KeyDesk } from "./desk.ts";
import { isInForce, parseBearer } from "./keys.ts";

/** How finely it is known when a key was used last; finer would be a write for each request. */
const USE_NOTED_MINUTES = 10;

/** Who asks: a key in force, or nobody. What is wrong with it (unknown, expired, revoked, another secret) is not told. */
export const authenticate = async (
  bearer: string,
  { register, tools, clock }: Omit<KeyDesk, "tokens">,
): Promise<ApiKey | undefined> => {
  const parsed = parseBearer(bearer);
  if (parsed === undefined) return undefined;
  const known = await register.access.findKey(parsed.id);
  // Compared even where there is no such key, so that the time does not tell.
  const isRight = tools.isEqual(known?.secretHash ?? "", tools.hash(parsed.secret));
  const at = clock.now();
  if (known === undefined || !isRight || !isInForce(known, at)) return undefined;
  const { secretHash: _, ...key } = known;
  if (key.lastUsedAt === undefined || plusMinutes(key.lastUsedAt, USE_NOTED_MINUTES) <= at) {
    await register.access.noteKeyUse(key.id, at);
  }
  return key;
};

export const hasScope = ({ scopes }: Pick<ApiKey, "scopes">, scope: Scope): boolean => scopes.includes(scope);
