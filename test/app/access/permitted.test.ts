import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isPermitted } from "../../../src/app/access/permitted.ts";
import type { RegisteredDocument } from "../../../src/app/register/document.ts";
import type { Store } from "../../../src/app/store.ts";
import { storedText } from "../../../src/pipeline.ts";
import { AT, invoice } from "../../adapters/register/reservations.ts";
import { rawDocument, ratedDocument } from "../../documents.ts";
import { sha256 } from "../fake-world.ts";

const PROFILE = readFileSync(new URL("../../issuers/meridian.json", import.meta.url));

/** A store that has the input of the invoice, and the invoice of the account A-1 over these organisations. */
const filed = (organisations: readonly string[]) => {
  const raw = rawDocument();
  const customer = { ...Object(raw["customer"]), organisations: organisations.map((id) => ({ id, name: id })) };
  const lines = [raw["lines"]].flat().map((line) => ({ ...Object(line), organisation: organisations[0] }));
  const input = new TextEncoder().encode(storedText(ratedDocument({ customer, lines })));
  const blobs = new Map([PROFILE, input].map((bytes) => [sha256(bytes), bytes]));
  const document: RegisteredDocument = {
    ...invoice("own", { inputHash: sha256(input), profileHash: sha256(PROFILE) }),
    number: "INV-1",
    state: "issued",
    payment: "open",
    files: [],
    numberedAt: AT,
  };
  const store: Store = {
    keep: async () => [],
    read: async (hash) => blobs.get(hash),
    examine: async () => ({ kind: "missing" }),
    holds: async (hash) => blobs.has(hash),
    close: async () => {},
  };
  return { document, store };
};

describe("[F3] a key sees", () => {
  test.each([
    ["every document, where it is limited to nothing", ["org-1"], [], [], true],
    ["those of its account", ["org-1"], ["A-0", "A-1"], [], true],
    ["none of another account", ["org-1"], ["A-2"], [], false],
    ["those of its organisation", ["org-1"], [], ["org-1", "org-2"], true],
    ["none of another organisation", ["org-1"], [], ["org-2"], false],
    ["[A16] those of several organisations, if it is theirs all", ["org-1", "org-2"], [], ["org-1", "org-2"], true],
    ["[A16] none of several organisations, if one is another's", ["org-1", "org-3"], [], ["org-1", "org-2"], false],
    ["none without an organisation, where it is limited to some", [], [], ["org-1"], false],
    ["none of its organisation in another account", ["org-1"], ["A-2"], ["org-1"], false],
  ] as const)("%s", async (...[, billed, accounts, organisations, sees]) => {
    const { document, store } = filed(billed);
    expect(await isPermitted({ accounts, organisations }, document, store)).toBe(sees);
  });

  test("nothing whose input is not in the store, where it is limited to organisations", async () => {
    const { document, store } = filed(["org-1"]);
    const empty: Store = { ...store, read: async () => undefined };
    expect(await isPermitted({ accounts: [], organisations: ["org-1"] }, document, empty)).toBe(false);
  });
});
