import { invariant } from "../../kernel/result.ts";
import type { Issuer, OnlineMethod } from "../../policy/issuer.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Demand } from "./provider.ts";

type Asked = { readonly methods: readonly OnlineMethod[]; readonly key: string };

/** What a document demands: its number and the whole of what is due (rule B4). The words on the page are the provider's. */
export const demandOf = (document: RegisteredDocument, issuer: Issuer, { methods, key }: Asked): Demand => {
  const { id, number, amounts } = document;
  invariant(number !== undefined && amounts !== undefined, "what is paid online has a number and an amount (A9)");
  return {
    documentId: id,
    number,
    amount: amounts.due,
    methods,
    description: `${entityOf(document, issuer).legalName} – ${number}`,
    idempotencyKey: key,
  };
};

export const entityOf = ({ entity }: RegisteredDocument, issuer: Issuer): Issuer["entities"][string] => {
  const found = issuer.entities[entity];
  invariant(found !== undefined, `the profile has the entity "${entity}" of the document (F7)`);
  return found;
};
