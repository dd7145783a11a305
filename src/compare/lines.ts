import type { Period } from "../kernel/calendar.ts";
import { differenceOf } from "./amounts.ts";
import type { Compared, Comparison, FieldChange, LineChange, PeriodMove } from "./comparison.ts";
import { linesIn, type ComparedLine } from "./line-facts.ts";

type Pair = { readonly before: ComparedLine; readonly after: ComparedLine };

/** Which lines changed, came and went. What only moved to another period is the same line, and the moves are told apart. */
export const compareLines = (
  before: Compared,
  after: Compared,
): Pick<Comparison, "changed" | "added" | "removed" | "same" | "periods"> => {
  const { pairs, removed, added } = pairUp(linesIn(before), linesIn(after));
  const changes = pairs.map(changeOf);
  const changed = changes.filter(({ fields }) => fields.length > 0);
  return {
    changed,
    added: added.map(({ name }) => name),
    removed: removed.map(({ name }) => name),
    same: changes.length - changed.length,
    periods: movesOf(pairs),
  };
};

type Paired = {
  readonly pairs: readonly Pair[];
  readonly removed: readonly ComparedLine[];
  readonly added: readonly ComparedLine[];
};

/** The steps from the surest to the weakest: what a line charges and its id, what it charges, its id alone. */
const pairUp = (before: readonly ComparedLine[], after: readonly ComparedLine[]): Paired => {
  const start: Paired = { pairs: [], removed: before, added: after };
  const paired = STEPS.reduce(pairBy, start);
  return { ...paired, pairs: paired.pairs.toSorted((one, other) => one.after.name.place - other.after.name.place) };
};

const STEPS: readonly ((line: ComparedLine) => string)[] = [
  ({ subject, name }) => JSON.stringify([subject, name.id]),
  ({ subject }) => subject,
  ({ name }) => name.id,
];

/** Those with one key, in their order; what is left over waits for the next step. */
const pairBy = ({ pairs, removed, added }: Paired, keyOf: (line: ComparedLine) => string): Paired => {
  const waiting = Map.groupBy(removed, keyOf);
  const found: Pair[] = [];
  const left: ComparedLine[] = [];
  for (const after of added) {
    const [before, ...others] = waiting.get(keyOf(after)) ?? [];
    if (before === undefined) left.push(after);
    else {
      found.push({ before, after });
      waiting.set(keyOf(after), others);
    }
  }
  const taken = new Set(found.map(({ before }) => before));
  return { pairs: [...pairs, ...found], removed: removed.filter((line) => !taken.has(line)), added: left };
};

const changeOf = ({ before, after }: Pair): LineChange => ({
  before: before.name,
  after: after.name,
  fields: fieldChanges(before.fields, after.fields),
  ...differenceOf(before.name.amount, after.name.amount),
});

const fieldChanges = (before: ComparedLine["fields"], after: ComparedLine["fields"]): readonly FieldChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one === other) return [];
    return [{ name, ...(one !== undefined && { before: one }), ...(other !== undefined && { after: other }) }];
  });

const movesOf = (pairs: readonly Pair[]): readonly PeriodMove[] => {
  const moved = pairs.flatMap(({ before, after }) => moveOf(before.period, after.period));
  return [...Map.groupBy(moved, (move) => JSON.stringify(move)).values()].flatMap(([move, ...others]) =>
    move === undefined ? [] : [{ ...move, lines: others.length + 1 }],
  );
};

const moveOf = (
  before: Period | undefined,
  after: Period | undefined,
): readonly Pick<PeriodMove, "before" | "after">[] => {
  if (before === undefined || after === undefined) return [];
  const isMoved = before.first !== after.first || before.last !== after.last;
  return isMoved ? [{ before, after }] : [];
};
