import type { Issue, Result } from "../../kernel/result.ts";
import { readStored } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { asRegistered } from "../bill/completed.ts";
import type { Drawn } from "../drawing.ts";
import { parseIssuer } from "../issuer-file.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Store } from "../store.ts";
import { keptUnder, lossOf } from "./kept.ts";
import type { ProfileDrawings } from "./profile-drawings.ts";
import type { Finding } from "./verdict.ts";

/** A document drawn from what is kept of it; lost where that is not there; refused where it is taken no more. */
export type Redrawn =
  | { readonly kind: "drawn"; readonly files: readonly Drawn[] }
  | { readonly kind: "lost"; readonly findings: readonly Finding[] }
  | { readonly kind: "refused"; readonly issues: readonly Issue[] };

/** A profile as the store has it: there are few, so each is read once. */
export type KeptProfile =
  { readonly kind: "read"; readonly issuer: Issuer } | Extract<Redrawn, { readonly kind: "lost" | "refused" }>;

export type Profiles = (hash: string) => Promise<KeptProfile>;

export const openProfiles = (store: Store): Profiles => {
  const known = new Map<string, Promise<KeptProfile>>();
  return (hash) => {
    const profile = known.get(hash) ?? readProfile(hash, store);
    known.set(hash, profile);
    return profile;
  };
};

const readProfile = async (hash: string, store: Store): Promise<KeptProfile> => {
  const blob = await keptUnder(hash, store);
  if (blob.kind !== "whole") return { kind: "lost", findings: lossOf("profile", hash, blob) };
  const issuer = parseIssuer(textOf(blob.bytes), "profile");
  return issuer.ok ? { kind: "read", issuer: issuer.value } : { kind: "refused", issues: issuer.issues };
};

type Hands = { readonly store: Store; readonly profiles: Profiles; readonly drawings: ProfileDrawings };

/** From the stored input, the facts of the register and the stored profile, as it was made; and as JSON besides (rule A20). */
export const redraw = async (registered: RegisteredDocument, hands: Hands): Promise<Redrawn> => {
  const { inputHash, profileHash, files } = registered;
  const [input, profile] = await Promise.all([keptUnder(inputHash, hands.store), hands.profiles(profileHash)]);
  const losses = [...lossOf("input", inputHash, input), ...(profile.kind === "lost" ? profile.findings : [])];
  if (input.kind !== "whole" || profile.kind === "lost") return { kind: "lost", findings: losses };
  if (profile.kind === "refused") return profile;
  const { issuer } = profile;
  const document = readStored(textOf(input.bytes), issuer);
  if (!document.ok) return { kind: "refused", issues: document.issues };
  const formats = [...files.map(({ format }) => format), "json" as const];
  return redrawnOf(
    await hands.drawings.draw({ document: asRegistered(document.value, registered), issuer, profileHash, formats }),
  );
};

const redrawnOf = (drawn: Result<readonly Drawn[]>): Redrawn =>
  drawn.ok ? { kind: "drawn", files: drawn.value } : { kind: "refused", issues: drawn.issues };

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
