import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { DevCase } from "../server/support/dev-server.ts";

/** The golden cases of a checkout, by their folders; accounts are left out, since they are made of many documents. */
export const readCases = (root: URL): readonly DevCase[] =>
  foldersOf(new URL("golden/", root)).flatMap((name) => {
    const parts = existsSync(new URL(`golden/${name}/case.json`, root))
      ? [name]
      : foldersOf(new URL(`golden/${name}/`, root)).map((part) => `${name}/${part}`);
    return parts.flatMap((part) => readCase(part, new URL(`golden/${part}/`, root)));
  });

const foldersOf = (folder: URL): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];

const readCase = (name: string, folder: URL): readonly DevCase[] => {
  const told = fieldsOf(JSON.parse(textIn(folder, "case.json") ?? "{}"));
  const input = textIn(folder, "input.json") ?? textIn(folder, "input.jsonl");
  if (input === undefined || told["accountStatement"] !== undefined) return [];
  const overlay = textIn(folder, "overlay.json");
  const { locale } = told;
  const { today } = fieldsOf(told["preview"]);
  return [
    {
      name,
      title: String(told["title"]),
      issuer: String(told["issuer"]),
      input,
      ...(overlay !== undefined && { overlay }),
      ...(typeof locale === "string" && { locale }),
      ...(typeof today === "string" && { today }),
    },
  ];
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const textIn = (folder: URL, name: string): string | undefined => {
  const file = new URL(name, folder);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
};
