import type { AccountBlock } from "../../../../present/document-view.ts";
import { stack, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { agingStrip } from "./account-aging.ts";
import { documentTable } from "./account-documents.ts";
import { paymentTable } from "./account-payments.ts";

/** Open amounts by age in one strip, then the documents, then the payments; all amounts end on the right edge. */
export const account = ({ aging, documents, payments, empty }: AccountBlock, composer: Composer): Box =>
  stack([
    ...(aging === undefined ? [] : [agingStrip(aging, composer)]),
    ...(documents === undefined ? [] : [documentTable(documents, composer)]),
    ...(payments === undefined ? [] : [paymentTable(payments, composer)]),
    ...(empty === undefined
      ? []
      : [
          composer.paragraph([{ text: empty, role: "body" }], {
            width: composer.theme.grid.width,
            tag: { type: "P" },
          }),
        ]),
  ]);
