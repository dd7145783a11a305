import { moneyText } from "../../kernel/money.ts";
import { printable } from "../../kernel/characters.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { csvRow } from "./cells.ts";

/** How a list is written: for people, for spreadsheets, for programs. */
export type Look = "table" | "csv" | "json";

/** A column with its width in print; what is longer is not cut, so the last one may be of any length. */
export type Column<Item> = {
  readonly name: string;
  readonly width: number;
  readonly align?: "right";
  readonly value: (item: Item) => Cell;
};

/** What is not there is an empty cell, and null for programs. */
export type Cell = string | number | undefined;

/** One line for an item, and the one above all. */
export type Listing<Item> = { readonly head: string; readonly line: (item: Item) => string };

export const listingOf = <Item>(columns: readonly Column<Item>[], look: Look): Listing<Item> => {
  switch (look) {
    case "table":
      return {
        head: tableLine(columns, ({ name }) => name),
        line: (item) => tableLine(columns, ({ value }) => textOf(value(item))),
      };
    case "csv":
      return {
        head: csvRow(columns.map(({ name }) => name)),
        line: (item) => csvRow(columns.map(({ value }) => textOf(value(item)))),
      };
    case "json":
      return { head: "", line: (item) => `${JSON.stringify(objectOf(columns, item))}\n` };
  }
};

/** The columns of every list of documents. */
export const DOCUMENT_COLUMNS: readonly Column<RegisteredDocument>[] = [
  { name: "number", width: 20, value: ({ number }) => number },
  { name: "kind", width: 15, value: ({ kind }) => kind },
  { name: "state", width: 9, value: ({ state }) => state },
  { name: "payment", width: 10, value: ({ payment }) => payment },
  { name: "issued", width: 10, value: ({ issueDate }) => issueDate },
  { name: "due", width: 10, value: ({ dueDate }) => dueDate },
  { name: "amount", width: 14, align: "right", value: ({ amounts }) => amounts && moneyText(amounts.due) },
  { name: "currency", width: 8, value: ({ amounts }) => amounts?.due.currency },
  { name: "region", width: 6, value: ({ region }) => region },
  { name: "account", width: 14, value: ({ accountId }) => accountId },
  { name: "id", width: 20, value: ({ id }) => id },
  { name: "customer", width: 0, value: ({ customerName }) => customerName },
];

const tableLine = <Item>(columns: readonly Column<Item>[], text: (column: Column<Item>) => string): string =>
  `${columns
    .map((column) => {
      const cell = printable(text(column));
      return column.align === "right" ? cell.padStart(column.width) : cell.padEnd(column.width);
    })
    .join("  ")
    .trimEnd()}\n`;

const textOf = (cell: Cell): string => String(cell ?? "");

/** All lines have the same fields. */
const objectOf = <Item>(columns: readonly Column<Item>[], item: Item): Readonly<Record<string, Cell | null>> =>
  Object.fromEntries(columns.map(({ name, value }) => [fieldOf(name), value(item) ?? null]));

/** "days overdue" is `daysOverdue`. */
const fieldOf = (name: string): string => name.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
