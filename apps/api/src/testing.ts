import { drainInbox } from "@portico/billing";
import { applyPortal, type Portal } from "@portico/billing/portal";
import { openTestDatabase } from "@portico/db/testing";
import { createSandbox } from "@portico/sandbox";
import Stripe from "stripe";
import { z } from "zod";
import { type App, createApp } from "./app.ts";
import { fetchedClerkKeys } from "./callers/clerk-keys.ts";
import { createLog } from "./log.ts";
import { portal } from "./portal.ts";
import type { Settings } from "./settings.ts";

export const APP_URL = "http://localhost:5173";
const API_URL = "http://localhost:8787";
const CLERK_API_URL = "http://localhost:12112";

export type Person = "ada" | "bob" | "grace" | "linus";
export type Answering = (request: Request) => Promise<Response>;

export interface House {
  fetch: Answering;
  /** What was logged so far. */
  logged: string[];
  /** Lets all webhooks arrive and be worked on, as far as Stripe answers. */
  settle(): Promise<void>;
  /** Moves the house's clock on. */
  wait(seconds: number): void;
  tokenOf(person: Person, organization: string | null): Promise<string>;
  sandbox: ReturnType<typeof createSandbox>;
  settings: Settings;
  /** From now on Stripe answers like this; without it, as the sandbox does. */
  stripeAnswers(how?: Answering): void;
  close(): Promise<void>;
}

/** The whole house in this process: our app on a real database, Stripe and Clerk by their stand-ins, no ports. */
export async function openHouse(applied: Portal = portal): Promise<House> {
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
  let answering: Answering = sandbox.stripe;
  const stripe = stripeThrough(settings, (request) => answering(request));
  await applyPortal(stripe, applied);
  const app: App = createApp({
    settings,
    db: database.db,
    stripe,
    clerkKeys: fetchedClerkKeys({
      fetch: (url, init) => sandbox.clerk(new Request(url, init)),
      apiUrl: CLERK_API_URL,
      secretKey: settings.clerk.secretKey,
      now: Date.now,
    }),
    log: createLog("info", { write: (line: string) => logged.push(line) }),
    now,
    onLetter: () => {},
    page: undefined,
  });

  return {
    fetch: app.fetch,
    logged,
    sandbox,
    settings,
    tokenOf,
    async settle() {
      await sandbox.settle();
      const onFailure = (_: string, error: unknown) => logged.push(String(error));
      const needs = { db: database.db, stripe, now, onFailure };
      while ((await drainInbox(needs)) > 0);
    },
    wait(seconds) {
      waited += seconds * 1000;
    },
    stripeAnswers(how = sandbox.stripe) {
      answering = how;
    },
    close: database.close,
  };

  async function tokenOf(person: Person, organization: string | null): Promise<string> {
    const answer = await sandbox.clerk(
      new Request(`${CLERK_API_URL}/sandbox/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ person, organization }),
      }),
    );
    return z.object({ token: z.string() }).parse(await answer.json()).token;
  }
}

/** The real SDK, over a function instead of a network. */
export function stripeThrough(settings: Settings, answer: Answering): Stripe {
  const fetch = async (...asked: ConstructorParameters<typeof Request>) =>
    answer(new Request(...asked));
  return new Stripe(settings.stripe.secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    protocol: "http",
    host: "localhost",
    port: 12_111,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export function settingsFor(keys: ReturnType<typeof createSandbox>["keys"]): Settings {
  return {
    port: 8787,
    host: "127.0.0.1",
    appUrl: APP_URL,
    database: { folder: "" },
    webDist: null,
    stripe: {
      secretKey: keys.stripeSecretKey,
      webhookSecrets: [keys.stripeWebhookSecret],
      apiUrl: "http://localhost:12111",
      livemode: false,
    },
    clerk: {
      publishableKey: keys.clerkPublishableKey,
      issuer: "https://portico-sandbox-1.clerk.accounts.dev",
      secretKey: keys.clerkSecretKey,
      webhookSecrets: [keys.clerkWebhookSecret],
      apiUrl: CLERK_API_URL,
      jwtKey: null,
    },
    stripeSandbox: true,
    clerkSandbox: true,
    returnOrigins: [APP_URL],
    authorizedParties: [APP_URL],
    logLevel: "info",
  };
}

/** Reads into JSON that nobody described. */
export async function jsonOf(response: Response): Promise<unknown> {
  return response.json();
}
