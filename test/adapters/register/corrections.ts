import type { Reservation } from "../../../src/app/register/document.ts";
import type { Register } from "../../../src/app/register/register.ts";
import type { Money } from "../../../src/kernel/money.ts";
import { change, CREDITS, numbered, rendered, unlinked } from "./reservations.ts";

export type Credit = { readonly id: string; readonly due: Money; readonly of?: string };

/** A credit note that was made from an invoice, or, without one, came with the data. */
export const creditReservation = ({ id, due, of }: Credit): Reservation => {
  const { dueDate: _, cardPaidThisMonth: __, ...bare } = unlinked(id);
  const amounts = { net: due, tax: { ...due, minor: 0n }, total: due, due };
  const document = { ...bare, kind: "credit-note", methods: [], amounts } as const;
  return numbered({ ...document, ...(of !== undefined && { corrects: of }) }, CREDITS);
};

/** With its number, as it is while it is still being drawn. */
export const reserveCredit = async (register: Register, credit: Credit): Promise<void> => {
  await register.documents.reserve([creditReservation(credit)], change());
};

/** The same, issued. */
export const credit = async (register: Register, made: Credit): Promise<void> => {
  await reserveCredit(register, made);
  await register.documents.recordRendered([rendered(made.id)], change());
  await register.documents.recordIssued([{ id: made.id, deliveries: [] }], change());
};
