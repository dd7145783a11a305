import type { RatedDocument } from "../../intake/rated-document.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import { readStored, type InputDocument } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { asRegistered } from "../bill/completed.ts";
import { parseIssuer } from "../issuer-file.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Store } from "../store.ts";

/** A document as it was made: its input with number, link and card total, and the profile that it was issued with. */
export type Filed<Document = InputDocument> = { readonly document: Document; readonly issuer: Issuer };

/** What the store holds of the documents of a register. */
export type Archive = {
  readonly issuerOf: (registered: Pick<RegisteredDocument, "profileHash">) => Promise<Result<Issuer>>;
  readonly fileOf: (registered: RegisteredDocument) => Promise<Result<Filed>>;
};

/** Profiles are read once; there are few of them. */
export const openArchive = (store: Store): Archive => {
  const profiles = new Map<string, Promise<Result<Issuer>>>();
  const issuerOf: Archive["issuerOf"] = ({ profileHash }) => {
    const known = profiles.get(profileHash) ?? profileAt(profileHash, store);
    profiles.set(profileHash, known);
    return known;
  };
  return {
    issuerOf,
    fileOf: async (registered) => {
      const issuer = await issuerOf(registered);
      if (!issuer.ok) return issuer;
      const text = await textOf(store, registered.inputHash, `the input of ${registered.id}`);
      const read = text.ok ? readStored(text.value, issuer.value) : text;
      if (!read.ok) return read;
      return succeed({ document: asRegistered(read.value, registered), issuer: issuer.value });
    },
  };
};

/** Of a usage statement nothing is credited or paid (rule A9). */
export const isRated = (filed: Filed): filed is Filed<RatedDocument> => filed.document.kind !== "usage-statement";

const profileAt = async (sha256: string, store: Store): Promise<Result<Issuer>> => {
  const text = await textOf(store, sha256, "the profile");
  return text.ok ? parseIssuer(text.value, `profile ${sha256.slice(0, 12)}`) : text;
};

const textOf = async (store: Store, sha256: string, what: string): Promise<Result<string>> => {
  const bytes = await store.read(sha256);
  return bytes === undefined
    ? fail({
        rule: "A20",
        at: "",
        message: `${what} is not in the store, where it should stand under ${sha256}`,
        hint: "does --store name the store of this register?",
      })
    : succeed(new TextDecoder().decode(bytes));
};
