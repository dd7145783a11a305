import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessTools, Seal } from "../app/access/tools.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";

/** The machine's own chance and hashes. */
export const accessTools: AccessTools = {
  secret: () => randomBytes(32).toString("base64url"),
  hash: (text) => createHash("sha256").update(text, "utf8").digest("hex"),
  isEqual: (one, other) => isSame(digestOf(one), digestOf(other)),
};

/** Of ASCII characters: `openssl rand -hex 32` gives 64. */
const FEWEST_CHARACTERS = 32;

/**
 * From what the operator set: one secret, or the new one and, after a comma, the old one whose links still work. No message
 * repeats a secret.
 */
export const openSeal = (secrets: string): Result<Seal> => {
  const keys = secrets.split(",").map((key) => key.trim());
  const [newest] = keys;
  if (newest === undefined || keys.length > 2 || keys.some((key) => key.length < FEWEST_CHARACTERS)) {
    return fail({
      rule: null,
      at: "BILLWRIGHT_LINK_SECRET",
      message: `needs one secret of at least ${FEWEST_CHARACTERS} characters, or two with a comma: the new one, then the old one`,
      hint: "openssl rand -hex 32 makes one",
    });
  }
  return succeed({
    seal: (message) => macOf(newest, message).toString("base64url"),
    holds: (message, sealed) => {
      const given = digestOf(sealed);
      // All of them, so that the time does not tell which one it was.
      return keys.map((key) => isSame(digestOf(macOf(key, message).toString("base64url")), given)).includes(true);
    },
  });
};

const macOf = (key: string, message: string): Buffer => createHmac("sha256", key).update(message, "utf8").digest();

/** Hashed first, texts of any length compare in one time. */
const digestOf = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();

const isSame = (one: Buffer, other: Buffer): boolean => timingSafeEqual(one, other);
