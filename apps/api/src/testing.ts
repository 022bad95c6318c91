import {
  createChanges,
  doErrands,
  drainInbox,
  errandHandlers,
  lookForStrangers,
  type Scope,
} from "@portico/billing";
import type { Catalog } from "@portico/billing/plans";
import type { Portal } from "@portico/billing/portal";
import { keepAuditEntries, type OpenDatabase } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import { createSandbox, type Sandbox } from "@portico/sandbox";
import { z } from "zod";
import { type App, createApp } from "./app.ts";
import { fetchedClerkKeys } from "./callers/clerk-keys.ts";
import { catalog as demo } from "./catalog.ts";
import { countClerkMembers } from "./clerk-members.ts";
import type { AppDeps } from "./deps.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { portal } from "./portal.ts";
import { setUpStripe } from "./set-up-stripe.ts";
import type { Settings } from "./settings.ts";
import { askClerk, type Person, tokenFrom } from "./testing-clerk.ts";
import { APP_URL, LISTED_ORIGIN, METRICS_TOKEN, settingsFor } from "./testing-settings.ts";
import { type Answering, stripeThrough } from "./testing-stripe.ts";

export { APP_URL, LISTED_ORIGIN, METRICS_TOKEN, type Answering, type Person };
export const OPERATOR_TOKEN = "the-operator's-own";
const API_URL = "http://localhost:8787";

export interface House {
  fetch: App["fetch"];
  /** What was logged so far. */
  logged: string[];
  /** How many statements the database is asked before this is done, whatever is written after earlier answers. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
  /** Lets all webhooks arrive and be worked on, as far as Stripe answers. */
  settle(): Promise<void>;
  /** Does at Stripe what is due, and lets what Stripe says of it arrive. */
  doErrands(): Promise<void>;
  /** Moves the house's clock on. */
  wait(seconds: number): void;
  tokenOf(person: Person, organization: string | null): Promise<string>;
  /** A new API key, made as its admin makes it. */
  apiKeyOf(person: Person, organization: string, scopes: Scope[]): Promise<string>;
  sandbox: Sandbox;
  settings: Settings;
  /** What the app was made of; a second app of the same is a second process. */
  deps: AppDeps;
  /** Hears what is announced in the house's database, as another process would. */
  listen: OpenDatabase["listen"];
  /** What Clerk is asked with the secret key. */
  askClerk(method: "DELETE" | "PATCH" | "POST", path: string, body?: object): Promise<void>;
  /** From now on Stripe answers like this; without it, as the sandbox does. */
  stripeAnswers(how?: Answering): void;
  close(): Promise<void>;
}

export interface HouseWish {
  /** What is set up at Stripe; without it, what the demo has. */
  portal?: Portal;
  catalog?: Catalog;
}

const issuedKey = z.object({ result: z.object({ data: z.object({ secret: z.string() }) }) });

/** The whole house in this process: our app on a real database, Stripe and Clerk by their stand-ins, no ports. */
export async function openHouse({
  portal: applied = portal,
  catalog = demo,
}: HouseWish = {}): Promise<House> {
  const database = await openTestDatabase();
  const sandbox = createSandbox({
    appUrl: APP_URL,
    apiUrl: API_URL,
    fetch: (request) => app.fetch(request),
  });
  const settings = settingsFor(sandbox.keys);
  const logged: string[] = [];
  let waited = 0;
  const now = () => new Date(Date.now() + waited);
  const noted: Promise<void>[] = [];
  let answering: Answering = sandbox.stripe;
  const stripe = stripeThrough(sandbox.keys, (request) => answering(request));
  await setUpStripe(stripe, catalog, applied);
  await lookForStrangers({ db: database.db, stripe, livemode: false, now });
  const deps: AppDeps = {
    settings,
    db: database.db,
    stripe,
    catalog,
    portal,
    clerkKeys: fetchedClerkKeys({
      fetch: (url, init) => sandbox.clerk(new Request(url, init)),
      apiUrl: settings.clerk.apiUrl,
      secretKey: settings.clerk.secretKey,
      now: Date.now,
    }),
    countMembers: countClerkMembers(settings.clerk),
    log: createLog("info", { write: (line: string) => logged.push(line) }),
    now,
    // Nobody waits in a test.
    pause: async () => {},
    onLetter: () => {},
    note: (entry) => void noted.push(afterTheAnswer(() => keepAuditEntries(database.db, [entry]))),
    changes: createChanges(database.listen, (error) => logged.push(String(error))),
    metrics: createMetrics(),
    operatorToken: OPERATOR_TOKEN,
    page: undefined,
  };
  const app: App = createApp(deps);
  const { db } = database;
  const { graceDays } = settings;
  const monotonic = () => performance.now();
  const reading = { db, stripe, catalog, graceDays, now, monotonic, tells: true };
  const onFailure = (_: unknown, error: unknown) => void logged.push(String(error));

  return {
    fetch: app.fetch,
    logged,
    sandbox,
    settings,
    deps,
    listen: database.listen,
    async askClerk(...asked) {
      await askClerk(sandbox, ...asked);
      await sandbox.settle();
    },
    tokenOf: (person, organization) => tokenFrom(sandbox, person, organization),
    apiKeyOf,
    settle,
    async doErrands() {
      const handlers = errandHandlers({
        ...reading,
        countMembers: deps.countMembers,
        ...settings.policy,
      });
      while ((await doErrands({ db, now, onFailure }, handlers, 10)) > 0) await settle();
    },
    wait(seconds) {
      waited += seconds * 1000;
    },
    stripeAnswers(how = sandbox.stripe) {
      answering = how;
    },
    async statementsOf(work) {
      await Promise.all(noted);
      const before = database.statements();
      await work();
      return database.statements() - before;
    },
    async close() {
      await Promise.all(noted);
      await deps.changes.stop();
      await database.close();
    },
  };

  async function settle() {
    await sandbox.settle();
    while ((await drainInbox({ ...reading, onFailure })) > 0);
  }

  async function apiKeyOf(person: Person, organization: string, scopes: Scope[]): Promise<string> {
    const authorization = `Bearer ${await tokenFrom(sandbox, person, organization)}`;
    const answer = await app.fetch(
      new Request(`${APP_URL}/trpc/billing.apiKeys.create`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ name: "Test", scopes }),
      }),
    );
    return issuedKey.parse(await answer.json()).result.data.secret;
  }
}

function afterTheAnswer(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve(work())));
}

/** Reads into JSON that nobody described. */
export async function jsonOf(response: Response): Promise<unknown> {
  return response.json();
}
