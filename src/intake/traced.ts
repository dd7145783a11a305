import type { RuleId, SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import { placeIssue, type Draft } from "./draft.ts";
import { pointerOf, stepsOf, type Path } from "./pointer.ts";

/** A place in something that was read: the record's own way to its file, and the pointer within the record. */
export type Place = { readonly locate: (pointer: string) => SourceRef; readonly pointer: string };

/**
 * A value that remembers where each of its parts was read, so that an importer can build a draft out of two files.
 * "copy" keeps the shape of what was read: pointers below it lead to the same place below `from`.
 * "made" was worked out from what stands at `from`.
 */
export type Traced =
  | { readonly kind: "copy" | "made"; readonly value: unknown; readonly from: Place }
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Traced>; readonly from: Place }
  | { readonly kind: "list"; readonly items: readonly Traced[]; readonly from: Place };

export const placeAt = ({ locate, pointer }: Place, ...below: Path): Place => ({
  locate,
  pointer: pointer + pointerOf(below),
});

export const copied = (value: unknown, from: Place): Traced => ({ kind: "copy", value, from });

export const made = (value: unknown, from: Place): Traced => ({ kind: "made", value, from });

/** Fields without a value are left out, as in JSON. */
export const objectOf = (fields: Readonly<Record<string, Traced | undefined>>, from: Place): Traced => ({
  kind: "object",
  fields: new Map(Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, field]]))),
  from,
});

export const listOf = (items: readonly Traced[], from: Place): Traced => ({ kind: "list", items, from });

/** The plain value, and the way back from its pointers. */
export const draftOf = (traced: Traced): Draft => ({
  value: plain(traced),
  locate: (pointer) => follow(traced, stepsOf(pointer)),
});

/** What is wrong at a place, with the file and line that it was read from. */
export const issueAt = (
  place: Place,
  issue: { readonly rule: RuleId | null; readonly message: string; readonly hint?: string },
): Issue => placeIssue({ ...issue, at: place.pointer }, place.locate);

const plain = (traced: Traced): unknown => {
  switch (traced.kind) {
    case "object":
      return Object.fromEntries([...traced.fields].map(([name, field]) => [name, plain(field)]));
    case "list":
      return traced.items.map(plain);
    case "copy":
    case "made":
      return traced.value;
  }
};

const follow = (traced: Traced, tokens: readonly string[]): SourceRef => {
  const { from } = traced;
  const [token, ...rest] = tokens;
  if (token === undefined) return from.locate(from.pointer);
  if (traced.kind === "copy") return from.locate(from.pointer + pointerOf(tokens));
  const below = childOf(traced, token);
  return below === undefined ? from.locate(from.pointer) : follow(below, rest);
};

const childOf = (traced: Traced, token: string): Traced | undefined => {
  if (traced.kind === "object") return traced.fields.get(token);
  return traced.kind === "list" ? traced.items[Number(token)] : undefined;
};
