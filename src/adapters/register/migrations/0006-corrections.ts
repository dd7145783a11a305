import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { DIALECT, fixedColumns, guardStatements, keepForEver, runAll } from "./ddl.ts";

/** Which invoices are credited, since such a one is not paid as a whole any more (rules A19, B4); asked for with each click. */
export const corrections = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  const { text, end } = DIALECT[engine];
  await runAll(db, [
    "create index document_corrects on document (corrects) where corrects is not null",
    `create table correction (
      document ${text} not null references document (id),
      number ${text} not null,
      primary key (document, number)
    ) ${end}`,
    "create index correction_number on correction (number)",
    ...keepForEver(engine, "correction", "other.document = new.document and other.number = new.number"),
    ...guardStatements(engine, fixedColumns("correction", ["document", "number"])),
  ]);
};
