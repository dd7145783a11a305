import type { AccessRegister } from "../../app/register/access.ts";
import type {
  DeliveryRegister,
  DocumentRegister,
  PaymentRegister,
  Register,
  RunRegister,
} from "../../app/register/register.ts";
import { createGrant, findGrant, recordDownloads, revokeGrant } from "./access/grants.ts";
import { createKey, findKey, listKeys, noteKeyUse, revokeKey } from "./access/keys.ts";
import { auditEntries, generalEntries } from "./audit.ts";
import { deliveriesOf, queuedDeliveries } from "./deliveries.ts";
import { abandonedDeliveries, claimDelivery, dueDeliveries } from "./deliveries/claims.ts";
import { queueAgain } from "./deliveries/queue-again.ts";
import { parkDelivery, releaseDelivery, settleDelivery } from "./deliveries/settle.ts";
import { findDoubles } from "./documents/doubles.ts";
import { findBy, findById } from "./documents/find.ts";
import { findGaps } from "./documents/gaps.ts";
import { recordIssued } from "./documents/issued.ts";
import { attachLinks } from "./documents/links.ts";
import { listDocuments } from "./documents/list.ts";
import { recordRendered } from "./documents/rendered.ts";
import { reserve } from "./documents/reserve.ts";
import { voidDocument } from "./documents/void.ts";
import { applyEvent } from "./payments/apply.ts";
import { attemptOf, attemptsOf } from "./payments/attempts.ts";
import { beginPayment, closedWhy } from "./payments/begin.ts";
import { cardTotals } from "./payments/card-totals.ts";
import { abandonAttempt, attachSession } from "./payments/pages.ts";
import { setAside } from "./payments/set-aside.ts";
import { endRun, recordEntries, runEntries, startRun } from "./runs/entries.ts";
import { runSeries, runSpread, runSummary } from "./runs/summary.ts";
import type { Database } from "./session.ts";

/** The doors of the register over either engine. */
export const registerOver = (database: Database): Register => {
  const { read, close } = database;
  return {
    documents: documentsOver(database),
    payments: paymentsOver(database),
    deliveries: deliveriesOver(database),
    runs: runsOver(database),
    audit: {
      entries: (documentId) => read((session) => auditEntries(session, documentId)),
      general: () => generalEntries(database),
    },
    access: accessOver(database),
    close,
  };
};

const documentsOver = (database: Database): DocumentRegister => {
  const { transact, read } = database;
  return {
    reserve: (reservations, change) => transact((session) => reserve(session, reservations, change)),
    attachLinks: (links, change) => transact((session) => attachLinks(session, links, change)),
    recordRendered: (records, change) => transact((session) => recordRendered(session, records, change)),
    recordIssued: (issued, change) => transact((session) => recordIssued(session, issued, change)),
    voidDocument: (id, change) => transact((session) => voidDocument(session, id, change)),
    find: (ids) => read((session) => findById(session, ids)),
    findByNumber: (number) => read((session) => findBy(session, "d.number", number)),
    findByToken: (token) => read((session) => findBy(session, "d.link_token", token)),
    list: (filter) => listDocuments(database, filter),
    gaps: () => read(findGaps),
    doubles: () => read(findDoubles),
  };
};

const paymentsOver = ({ transact, read }: Database): PaymentRegister => ({
  cardTotals: (months, at) => read((session) => cardTotals(session, months, at)),
  begin: (payment) => transact((session) => beginPayment(session, payment)),
  closedWhy: (documentId) => read((session) => closedWhy(session, documentId)),
  attachSession: (id, page) => transact((session) => attachSession(session, id, page)),
  abandon: (id, at) => transact((session) => abandonAttempt(session, id, at)),
  apply: (event, deliveries) => transact((session) => applyEvent(session, event, deliveries)),
  setAside: (finding) => transact((session) => setAside(session, finding)),
  attempts: (documentIds) => read(async (session) => (await attemptsOf(session, documentIds)).map(attemptOf)),
});

const deliveriesOver = (database: Database): DeliveryRegister => {
  const { transact, read } = database;
  return {
    of: (documentId) => read((session) => deliveriesOf(session, documentId)),
    queued: (limit) => read((session) => queuedDeliveries(session, limit)),
    queue: (delivery, change) => transact((session) => queueAgain(session, delivery, change)),
    due: (at, filter) => dueDeliveries(database, at, filter),
    claim: (delivery, claim) => transact((session) => claimDelivery(session, delivery, claim)),
    settle: (delivery, settlement, change) =>
      transact((session) => settleDelivery(session, delivery, { settlement, change })),
    park: (key, reason, change) => transact((session) => parkDelivery(session, key, { reason, change })),
    abandoned: (query) => read((session) => abandonedDeliveries(session, query)),
    release: (key, change) => transact((session) => releaseDelivery(session, key, change)),
  };
};

const runsOver = (database: Database): RunRegister => {
  const { transact, read } = database;
  return {
    start: (run) => transact((session) => startRun(session, run)),
    record: (run, entries) => transact((session) => recordEntries(session, run, entries)),
    end: (run, end) => transact((session) => endRun(session, run, end)),
    summary: (run) => read((session) => runSummary(session, run)),
    entries: (run, outcome) => runEntries(database, run, outcome),
    series: (run) => read((session) => runSeries(session, run)),
    spread: (run) => read((session) => runSpread(session, run)),
  };
};

const accessOver = ({ transact, read }: Database): AccessRegister => ({
  createKey: (key, change) => transact((session) => createKey(session, key, change)),
  findKey: (id) => read((session) => findKey(session, id)),
  keys: () => read(listKeys),
  revokeKey: (id, change) => transact((session) => revokeKey(session, id, change)),
  noteKeyUse: (id, at) => transact((session) => noteKeyUse(session, id, at)),
  createGrant: (grant, change) => transact((session) => createGrant(session, grant, change)),
  findGrant: (id) => read((session) => findGrant(session, id)),
  revokeGrant: (id, change) => transact((session) => revokeGrant(session, id, change)),
  recordDownloads: (downloads) => transact((session) => recordDownloads(session, downloads)),
});
