import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { nearest } from "../../pipeline.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { DocumentRegister, Register } from "../register/register.ts";

/** The document with that id or number, or what may have been meant. */
export const findDocument = async (typed: string, register: Register): Promise<Result<RegisteredDocument>> => {
  const { documents } = register;
  const byId = (await documents.find([typed])).get(typed);
  const byNumber = await documents.findByNumber(typed);
  const found = byId ?? byNumber;
  if (found === undefined) return fail(await unknown(typed, documents));
  return byId !== undefined && byNumber !== undefined && byId.id !== byNumber.id
    ? fail(ambiguous(typed, byId, byNumber))
    : succeed(found);
};

/** As people call it: the number, or the id where there is none. */
export const nameOf = ({ number, id }: Pick<RegisteredDocument, "number" | "id">): string => number ?? id;

const ambiguous = (typed: string, byId: RegisteredDocument, byNumber: RegisteredDocument): Issue => ({
  rule: null,
  at: "",
  message: `"${typed}" is the id of one document and the number of another`,
  hint: `say ${nameOf(byId)} for the first, ${byNumber.id} for the second`,
});

const unknown = async (typed: string, documents: DocumentRegister): Promise<Issue> => {
  const meant = nearest(typed, await someNames(documents));
  return {
    rule: null,
    at: "",
    message: `the register has no document with the id or number "${typed}"`,
    hint:
      meant === undefined
        ? "billwright register list shows what there is, --account those of one customer"
        : `did you mean ${meant}? billwright register list shows what there is`,
  };
};

/** Documents that are looked through for a slip of the pen; more would take long for a hint. */
const LOOKED_THROUGH = 5_000;

const someNames = async (documents: DocumentRegister): Promise<readonly string[]> => {
  const names: string[] = [];
  let count = 0;
  for await (const { id, number } of documents.list({})) {
    names.push(id, ...(number === undefined ? [] : [number]));
    count += 1;
    if (count === LOOKED_THROUGH) break;
  }
  return names;
};
