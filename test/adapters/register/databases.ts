import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { inject } from "vitest";
import { openPostgres } from "../../../src/adapters/register/postgres.ts";
import { registerOver } from "../../../src/adapters/register/register.ts";
import type { Database, Engine } from "../../../src/adapters/register/session.ts";
import { openSqlite } from "../../../src/adapters/register/sqlite.ts";
import type { Register } from "../../../src/app/register/register.ts";

/** Every test of the register runs on both; none is left out where there is no PostgreSQL, one is started then. */
export const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

/** A place for a register of one test, empty and its own. */
export type Place = { readonly address: string; readonly remove: () => Promise<void> };

export const emptyPlace = (engine: Engine): Promise<Place> => (engine === "sqlite" ? emptyFile() : emptyDatabase());

const emptyFile = async (): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), "billwright-register-"));
  return {
    address: join(folder, "register.db"),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** In the database server of DATABASE_URL, else in one that the test run starts. */
export const emptyDatabase = async (server?: string): Promise<Place> => {
  const url = server ?? process.env["DATABASE_URL"] ?? (await ownServer());
  const name = `billwright_${randomUUID().replaceAll("-", "")}`;
  await command(url, `create database ${name}`);
  const address = new URL(url);
  address.pathname = name;
  return { address: address.href, remove: () => command(url, `drop database ${name} with (force)`) };
};

const ownServer = async (): Promise<string> => {
  const answer = await fetch(inject("postgresDoor"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`PostgreSQL does not start: ${text}`);
  return text;
};

const command = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(text);
  await client.end();
};

/** A register, and a way past it to its tables. */
export type Opened = {
  readonly register: Register;
  readonly database: Database;
  /** One statement as an operator with a database client would type it. */
  readonly run: (statement: string) => Promise<readonly unknown[]>;
};

export const openAt = async (engine: Engine, address: string, version?: string): Promise<Opened> => {
  const database = engine === "sqlite" ? await openSqlite(address, version) : await openPostgres(address, version);
  return {
    register: registerOver(database),
    database,
    run: (statement) => database.read(async ({ db }) => (await sql.raw(statement).execute(db)).rows),
  };
};

/** A new register for the work, and nothing left of it afterwards. */
export const withRegister = async (engine: Engine, work: (opened: Opened) => Promise<void>): Promise<void> => {
  const place = await emptyPlace(engine);
  try {
    const opened = await openAt(engine, place.address);
    try {
      await work(opened);
    } finally {
      await opened.register.close();
    }
  } finally {
    await place.remove();
  }
};
