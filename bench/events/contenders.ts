import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { type Server, startServer } from "../servers.ts";
import { APP_URL, JWT_KEY, PUBLISHABLE_KEY } from "../tokens.ts";
import { FLOOR_STATE, type Plan, planFrom, PORTICO_STATE, SYNC_ENGINE_STATE } from "./state.ts";
import type { StripeOfBench } from "./stripe.ts";

/** Something that takes Stripe's events into a database of its own. */
export interface Contender {
  name: string;
  server: Server;
  path: string;
  /** Whether all it took is in its rows. */
  isDone(): Promise<boolean>;
  /** What its rows say about each plan. */
  state(): Promise<Map<string, Plan>>;
  /** Stops, and goes on at another pace. */
  startAgain(perSecond: number): Promise<void>;
  close(): Promise<void>;
}

interface Kind {
  name: string;
  script: string;
  path: string;
  migrate?(databaseUrl: string): void;
  stateQuery: string;
  openQuery: string | null;
}

const CLI = fileURLToPath(new URL("../../apps/cli/dist/main.js", import.meta.url));

const KINDS: Kind[] = [
  {
    name: "floor",
    script: "./events/floor.mjs",
    path: "/",
    stateQuery: FLOOR_STATE,
    openQuery: null,
  },
  {
    name: "portico",
    script: "../apps/api/dist/main.js",
    path: "/webhooks/stripe",
    migrate: (databaseUrl) => {
      const env = { ...process.env, DATABASE_URL: databaseUrl };
      execFileSync(process.execPath, [CLI, "migrate"], { env, stdio: "ignore" });
    },
    stateQuery: PORTICO_STATE,
    openQuery: "select from portico.inbox where done_at is null and dead_at is null limit 1",
  },
  {
    name: "@supabase/stripe-sync-engine",
    script: "./events/sync-engine.mjs",
    path: "/",
    stateQuery: SYNC_ENGINE_STATE,
    openQuery: null,
  },
];

/** Nobody is slowed down by a pace that Stripe would want. */
const NO_PACE = 10_000;

export async function startContenders(server: string, stripe: StripeOfBench): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const kind of KINDS) contenders.push(await startContender(kind, server, stripe));
  return contenders;
}

export async function startPortico(server: string, stripe: StripeOfBench): Promise<Contender> {
  const [, portico] = KINDS;
  if (!portico) throw new Error("Portico is not among those who are measured.");
  return startContender(portico, server, stripe);
}

async function startContender(kind: Kind, databases: string, stripe: StripeOfBench) {
  const { url, remove } = await makeDatabase(databases);
  kind.migrate?.(url);
  const settings = {
    DATABASE_URL: url,
    APP_URL,
    LOG_LEVEL: "info",
    STRIPE_API_URL: stripe.origin,
    STRIPE_SECRET_KEY: stripe.keys.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: stripe.keys.stripeWebhookSecret,
    CLERK_API_URL: stripe.origin,
    CLERK_JWT_KEY: JWT_KEY,
    CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    CLERK_SECRET_KEY: "sk_test_bench",
    CLERK_WEBHOOK_SECRET: "whsec_YmVuY2g=",
  };
  const start = (perSecond: number) =>
    startServer(kind.script, { ...settings, STRIPE_REQUESTS_PER_SECOND: String(perSecond) });
  let server = await start(NO_PACE);
  const client = new pg.Client(url);
  await client.connect();
  return {
    name: kind.name,
    get server() {
      return server;
    },
    path: kind.path,
    async isDone() {
      return kind.openQuery === null || (await client.query(kind.openQuery)).rowCount === 0;
    },
    async state() {
      const { rows } = await client.query(kind.stateQuery);
      return new Map(rows.map((row) => planFrom(row)));
    },
    async startAgain(perSecond: number) {
      await server.stop();
      server = await start(perSecond);
    },
    async close() {
      await server.stop();
      await client.end();
      await remove();
    },
  };
}

async function makeDatabase(server: string) {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => ask(server, `drop database ${name} with (force)`) };
}

async function ask(server: string, statement: string) {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}
