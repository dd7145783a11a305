import { sql } from "kysely";
import type { RunRegister } from "../../../app/register/register.ts";
import type { RunChunks, RunOutcome, RunSummary, RunWorker } from "../../../app/register/run.ts";
import { minorMoney } from "../../../kernel/money.ts";
import { numberOf } from "../documents/series.ts";
import { fromJson } from "../json.ts";
import type { Session } from "../session.ts";
import type { RunChunkTable } from "../tables.ts";

type Spread = Awaited<ReturnType<RunRegister["spread"]>>;
type Numbers = Awaited<ReturnType<RunRegister["series"]>>;

/** Undefined where there is no such run. */
export const runSummary = async (session: Session, id: string): Promise<RunSummary | undefined> => {
  const run = await session.db.selectFrom("run").selectAll().where("id", "=", id).executeTakeFirst();
  if (run === undefined) return undefined;
  const [counts, { money, statements }, chunks, workers] = [
    await countsOf(session, id),
    await sumsOf(session, id),
    await chunksOf(session, id),
    await workersOf(session, id),
  ];
  return {
    id,
    inputs: fromJson<readonly string[]>(run.inputs),
    profileHash: run.profile_hash,
    version: run.version,
    ...(run.documents_in !== null && { documentsIn: Number(run.documents_in) }),
    state: run.state,
    startedAt: run.started_at,
    ...(run.finished_at !== null && { finishedAt: run.finished_at }),
    counts,
    money,
    statements,
    ...(chunks !== undefined && { chunks }),
    ...(workers.length > 0 && { workers }),
  };
};

const countsOf = async ({ db }: Session, run: string): Promise<RunSummary["counts"]> => {
  const rows = await db
    .selectFrom("run_entry")
    .select(["outcome", (query) => query.fn.countAll<bigint>().as("documents")])
    .where("run", "=", run)
    .groupBy("outcome")
    .execute();
  const count = (outcome: RunOutcome): number => Number(rows.find((row) => row.outcome === outcome)?.documents ?? 0n);
  return {
    issued: count("issued"),
    "already-issued": count("already-issued"),
    refused: count("refused"),
    waiting: count("waiting"),
  };
};

/** The documents that the run has issued. */
const issuedBy = ({ db }: Session, run: string) =>
  db
    .selectFrom("run_entry as e")
    .innerJoin("document as d", "d.id", "e.document")
    .where("e.run", "=", run)
    .where("e.outcome", "=", "issued");

const sumsOf = async (session: Session, run: string): Promise<Pick<RunSummary, "money" | "statements">> => {
  // As text: PostgreSQL adds whole numbers up to a decimal.
  const total = (column: "net" | "tax" | "total") =>
    sql<string>`cast(coalesce(sum(${sql.ref(`d.${column}`)}), 0) as text)`;
  const rows = await issuedBy(session, run)
    .select(["d.kind", "d.currency", (query) => query.fn.countAll<bigint>().as("documents")])
    .select([total("net").as("net"), total("tax").as("tax"), total("total").as("total")])
    .groupBy(["d.kind", "d.currency"])
    .orderBy("d.kind", "desc")
    .orderBy("d.currency")
    .execute();
  const money = rows.flatMap(({ kind, currency, documents, net, tax, total: gross }) =>
    currency === null
      ? []
      : [
          {
            kind,
            currency,
            documents: Number(documents),
            net: minorMoney(BigInt(net), currency),
            tax: minorMoney(BigInt(tax), currency),
            total: minorMoney(BigInt(gross), currency),
          },
        ],
  );
  const statements = rows.filter(({ currency }) => currency === null);
  return { money, statements: statements.reduce((count, { documents }) => count + Number(documents), 0) };
};

/** So many reasons are told; one is mostly that of all. */
const REASONS = 10;

const chunksOf = async ({ db }: Session, run: string): Promise<RunChunks | undefined> => {
  const rows = await db
    .selectFrom("run_chunk")
    .select(["state", (query) => query.fn.countAll<bigint>().as("chunks")])
    .select(sql<string>`cast(sum(documents) as text)`.as("documents"))
    .where("run", "=", run)
    .groupBy("state")
    .execute();
  if (rows.length === 0) return undefined;
  const dead = await db
    .selectFrom("run_chunk")
    .select(["chunk", "reason"])
    .where("run", "=", run)
    .where("state", "=", "dead")
    .orderBy("chunk")
    .limit(REASONS)
    .execute();
  const rowOf = (state: ChunkState) => rows.find((row) => row.state === state);
  const count = (state: ChunkState): number => Number(rowOf(state)?.chunks ?? 0n);
  return {
    queued: count("queued"),
    active: count("active"),
    done: count("done"),
    dead: count("dead"),
    documents: rows.reduce((sum, { documents }) => sum + Number(documents), 0),
    documentsDone: Number(rowOf("done")?.documents ?? 0),
    aside: dead.map(({ chunk, reason }) => ({ chunk: Number(chunk), reason: reason ?? "" })),
  };
};

type ChunkState = RunChunkTable["state"];

const workersOf = async ({ db }: Session, run: string): Promise<readonly RunWorker[]> => {
  const rows = await db.selectFrom("worker").selectAll().where("run", "=", run).orderBy("name").execute();
  return rows.map(({ name, since, last_seen: lastSeen, documents }) => ({
    name,
    since,
    lastSeen,
    documents: Number(documents),
  }));
};

export const runSpread = async (session: Session, run: string): Promise<Spread> => {
  const rows = await issuedBy(session, run)
    .select(["d.region", "d.locale", "d.due_date", (query) => query.fn.countAll<bigint>().as("documents")])
    .groupBy(["d.region", "d.locale", "d.due_date"])
    .orderBy("d.region")
    .orderBy("d.locale")
    .orderBy("d.due_date", (order) => order.asc().nullsLast())
    .execute();
  return rows.map(({ region, locale, due_date: dueDate, documents }) => ({
    region,
    locale,
    ...(dueDate !== null && { dueDate }),
    documents: Number(documents),
  }));
};

/** Of each series, the first and the last number that the run gave, and how many. */
export const runSeries = async (session: Session, run: string): Promise<Numbers> => {
  const rows = await issuedBy(session, run)
    .innerJoin("series as s", "s.key", "d.series")
    .select(["s.key", "s.prefix", "s.digits", (query) => query.fn.countAll<bigint>().as("documents")])
    .select((query) => [query.fn.min("d.serial").as("first"), query.fn.max("d.serial").as("last")])
    .groupBy(["s.key", "s.prefix", "s.digits"])
    .orderBy("s.key")
    .execute();
  return rows.map(({ key, prefix, digits, first, last, documents }) => {
    const series = { key, prefix, digits: Number(digits) };
    return {
      key,
      first: numberOf(series, BigInt(first ?? 0n)),
      last: numberOf(series, BigInt(last ?? 0n)),
      documents: Number(documents),
    };
  });
};
