import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { DrizzleQueryError } from "drizzle-orm";
import { drizzle as drizzlePool } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/pglite";
import pg from "pg";
import { inject } from "vitest";
import type { Logger } from "drizzle-orm";
import type { OpenDatabase } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { listenEmbedded, listenPostgres } from "./listen.ts";
import { migrate } from "./migrate.ts";
import { createPool, openPostgres } from "./postgres.ts";
import * as schema from "./schema.ts";

interface TestDatabase extends OpenDatabase {
  /** How many statements were asked of it so far. */
  statements(): number;
}

/** An empty, migrated database of its own, embedded or on the server that the run was given. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = inject("databaseUrl");
  let asked = 0;
  let closed = false;
  const logger = {
    logQuery(asking: string, values: unknown[]) {
      // As the driver would say it.
      if (closed) throw new DrizzleQueryError(asking, values, new Error("The database is closed."));
      asked += 1;
    },
  };
  const database = await (url === null ? inMemory(logger) : onServer(url, logger));
  return {
    ...database,
    statements: () => asked,
    async close() {
      closed = true;
      await database.close();
    },
  };
}

/** Those that nobody has open. To make one takes seconds, to empty it does not. */
const empty: PGlite[] = [];

async function inMemory(logger: Logger): Promise<OpenDatabase> {
  const client = empty.pop() ?? (await makeInMemory());
  return {
    db: drizzle(client, { schema, logger }),
    listen: (ears) => listenEmbedded(client, ears),
    async close() {
      await client.exec(TO_EMPTY);
      empty.push(client);
    },
  };
}

const TO_EMPTY = `do $$ begin
  execute (
    select 'truncate ' || string_agg(format('portico.%I', tablename), ', ') || ' restart identity'
    from pg_tables where schemaname = 'portico' and tablename <> 'migrations'
  );
end $$`;

async function makeInMemory(): Promise<PGlite> {
  const client = await PGlite.create();
  await migrate(drizzle(client, { schema }));
  return client;
}

async function onServer(url: string, logger: Logger): Promise<OpenDatabase> {
  const { address, remove } = await makeDatabase(url);
  const pool = createPool(address, () => {});
  const db = drizzlePool(pool, { schema, logger });
  await migrate(db);
  return {
    db,
    listen: (ears) => listenPostgres(address, ears),
    async close() {
      await pool.end();
      await remove();
    },
  };
}

/** Where a process of its own can keep its database: a folder, or an address on the server that the run was given. */
export type Place = { url: string } | { folder: string };

export async function openPlace(place: Place): Promise<OpenDatabase> {
  return "url" in place ? openPostgres(place.url, () => {}) : openEmbedded(place.folder);
}

export async function makePlace(): Promise<{ place: Place; remove: () => Promise<void> }> {
  const url = inject("databaseUrl");
  if (url !== null) {
    const { address, remove } = await makeDatabase(url);
    return { place: { url: address }, remove };
  }
  const parent = await mkdtemp(join(tmpdir(), "portico-test-"));
  return { place: { folder: join(parent, "db") }, remove: () => rm(parent, { recursive: true }) };
}

async function makeDatabase(url: string) {
  const name = `portico_test_${randomBytes(6).toString("hex")}`;
  await askServer(url, `create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return {
    address: address.href,
    remove: () => askServer(url, `drop database ${name} with (force)`),
  };
}

async function askServer(url: string, statement: string) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
