import { outcomeLine } from "../app/bill/report.ts";
import type { BillOutcome } from "../app/bill/bench.ts";
import { openCounter, type IssueOrder } from "../app/ledger/counter.ts";
import { creditInvoice } from "../app/ledger/credit.ts";
import type { Desk } from "../app/ledger/desk.ts";
import { nameOf } from "../app/ledger/find-document.ts";
import { reissueDocument, type Reissued } from "../app/ledger/reissue.ts";
import { voidOne, type Voided } from "../app/ledger/void.ts";
import { issueText } from "../app/report.ts";
import { requestOf } from "../app/request.ts";
import type { World } from "../app/world.ts";
import { succeed, type Result } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors } from "./doors.ts";
import { EXIT } from "./exit.ts";
import {
  creditRequestOf,
  reasonOf,
  type CreditOptions,
  type IssueOptions,
  type ReissueOptions,
  type VoidOptions,
} from "./register-options.ts";
import { refuse, warn } from "./tell.ts";

export const voidCommand = async (world: World, document: string, options: VoidOptions): Promise<number> => {
  const reason = reasonOf(options.reason);
  if (!reason.ok) return refuse(reason.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const voided = await voidOne(document, { world, doors, actor: actorOf("register void", reason.value) });
    if (!voided.ok) return refuse(voided.issues, EXIT.refused);
    process.stdout.write(options.json === true ? voidedLine(voided.value) : voidedText(voided.value));
    return EXIT.done;
  });
};

export const creditCommand = async (world: World, document: string, options: CreditOptions): Promise<number> => {
  const request = creditRequestOf(options);
  if (!request.ok) return refuse(request.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const desk = { world, doors, actor: actorOf("register credit", request.value.reason) };
    const order = await orderOf([], options, desk);
    if (!order.ok) return refuse(order.issues, EXIT.usage);
    const credited = await creditInvoice(document, request.value, { desk, order: order.value });
    if (!credited.ok) return refuse(credited.issues, EXIT.refused);
    const { outcome, warnings } = credited.value;
    warn(warnings);
    process.stdout.write(options.json === true ? outcomeLine(outcome) : issuedText(outcome));
    return exitOf(outcome);
  });
};

export const reissueCommand = async (
  world: World,
  { document, input }: { readonly document: string; readonly input: string },
  options: ReissueOptions,
): Promise<number> => {
  const reason = reasonOf(options.reason);
  if (!reason.ok) return refuse(reason.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const desk = { world, doors, actor: actorOf("register reissue", reason.value) };
    const order = await orderOf([input], options, desk);
    if (!order.ok) return refuse(order.issues, EXIT.usage);
    const reissued = await reissueDocument(document, { desk, order: order.value, reason: reason.value });
    if (!reissued.ok) return refuse(reissued.issues, EXIT.refused);
    const { outcome, warnings } = reissued.value;
    warn([...warnings, ...order.value.reading.strayOverlays()]);
    process.stdout.write(options.json === true ? reissuedLine(reissued.value) : reissuedText(reissued.value));
    return exitOf(outcome);
  });
};

/** One document at a time needs no more than one that draws. */
const orderOf = async (
  inputs: readonly string[],
  options: IssueOptions & Pick<ReissueOptions, "overlay">,
  desk: Desk,
): Promise<Result<IssueOrder>> => {
  const request = requestOf(inputs, options, 1);
  if (!request.ok) return request;
  const { formats, limits } = request.value;
  const reading = await openCounter(request.value, desk);
  return reading.ok ? succeed({ reading: reading.value, formats, limits }) : reading;
};

const exitOf = ({ outcome }: BillOutcome): number =>
  outcome === "issued" || outcome === "already-issued" ? EXIT.done : EXIT.refused;

const voidedText = ({ document, was }: Voided): string =>
  `${document.kind} ${nameOf(document)} ${was === "void" ? "was void already" : "is void; its number stays in the series"}\n`;

const voidedLine = ({ document, was }: Voided): string =>
  `${JSON.stringify({ id: document.id, number: document.number ?? null, state: document.state, was })}\n`;

const issuedText = ({ kind, number, id, outcome, issues }: BillOutcome): string => {
  const name = `${kind ?? "document"} ${number ?? id ?? ""} (id ${id ?? ""})`;
  const told = issues.map((issue) => issueText(issue)).join("");
  switch (outcome) {
    case "issued":
      return `${name} is issued\n`;
    case "already-issued":
      return `${name} is issued, as it was before\n`;
    case "waiting":
      return `${name} has its number and is not issued yet; ask again, and it goes on\n${told}`;
    case "refused":
      return `${name} is refused\n${told}`;
  }
};

const reissuedText = ({ replaced, settled, outcome }: Reissued): string => {
  const name = `${replaced.kind} ${nameOf(replaced)}`;
  const before = {
    void: () => `${name} is void\n`,
    credited: () => (settled.kind === "credited" ? `${name} is credited: ${issuedText(settled.credit)}` : ""),
    "credited-before": () => `${name} was credited in full before\n`,
  }[settled.kind]();
  return `${before}in its place: ${issuedText(outcome)}`;
};

const reissuedLine = ({ replaced, settled, outcome }: Reissued): string =>
  `${JSON.stringify({
    replaced: { id: replaced.id, number: replaced.number ?? null, state: replaced.state },
    settled: settled.kind,
    credit: settled.kind === "credited" ? { id: settled.credit.id, number: settled.credit.number } : null,
    id: outcome.id ?? null,
    number: outcome.number ?? null,
    outcome: outcome.outcome,
  })}\n`;
