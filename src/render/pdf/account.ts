import type { Content } from "pdfmake/interfaces.js";
import type { AccountBlock } from "../../present/document-view.ts";
import { agingStrip } from "./account-aging.ts";
import { documentTable } from "./account-documents.ts";
import { paymentTable } from "./account-payments.ts";
import { stack } from "./nodes.ts";
import type { Typeset } from "./typeset.ts";

/** Open amounts by age in one strip, then the documents, then the payments; all amounts end on the right edge. */
export const account = ({ aging, documents, payments, empty }: AccountBlock, typeset: Typeset): Content =>
  stack(
    ...(aging === undefined ? [] : [agingStrip(aging, typeset)]),
    ...(documents === undefined ? [] : [documentTable(documents, typeset)]),
    ...(payments === undefined ? [] : [paymentTable(payments, typeset)]),
    ...(empty === undefined
      ? []
      : [typeset.paragraph([{ text: empty, role: "body" }], { width: typeset.theme.grid.width })]),
  );
