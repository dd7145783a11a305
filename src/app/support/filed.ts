import { succeed, type Result } from "../../kernel/result.ts";
import { openArchive } from "../ledger/archive.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Store } from "../store.ts";
import type { Filed } from "./source.ts";

/** What a document of the register was made from, and by which profile, as the store has both. */
export const filedSource = async (document: RegisteredDocument, store: Store): Promise<Result<Filed>> => {
  const filed = await openArchive(store).fileOf(document);
  if (!filed.ok) return filed;
  const { number, dueDate } = document;
  return succeed({
    kind: "filed",
    ...filed.value,
    ...(number !== undefined && { number }),
    ...(dueDate !== undefined && { dueDate }),
  });
};
