import { readFileSync } from "node:fs";

export type Raw = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Documents of a golden case's kind, each with an id and amounts of its own; every line is the one at `line` there. */
export const distinctDocuments = (name: string, line: number): ((index: number, lines: number) => Raw) => {
  const sample: unknown = JSON.parse(readFileSync(new URL(`../golden/${name}/input.json`, import.meta.url), "utf8"));
  if (!isObject(sample) || !Array.isArray(sample["lines"])) throw new Error(`${name} is no rated document`);
  const charge: unknown = sample["lines"][line];
  return (index, lines) => ({
    ...sample,
    id: `bench-${index}`,
    totals: undefined,
    lines: Array.from({ length: lines }, (_, position) => ({
      ...(isObject(charge) ? charge : {}),
      id: `line-${position}`,
      quantity: String(1 + ((index * 7 + position * 13) % 500)),
      rate: `${1 + ((index + position) % 90)}.25`,
      committed: undefined,
      used: undefined,
      description: `Team ${position} of customer ${index}`,
    })),
  });
};
