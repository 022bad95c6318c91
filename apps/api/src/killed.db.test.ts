import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { type Database, dueCustomers, keepLetters, migrate, mirrorOf } from "@portico/db";
import { drainInbox } from "@portico/billing";
import type Stripe from "stripe";
import { makePlace, openPlace, type Place } from "@portico/db/testing";
import { createSandbox, type Sandbox } from "@portico/sandbox";
import { z } from "zod";
import { expect, it, vi } from "vitest";
import { type Answering, APP_URL, settingsFor, stripeThrough } from "./testing.ts";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const KILLED = 3;
const SOON = { timeout: 60_000, interval: 20 };

/** Runs our main.ts as a process of its own, with this process's environment and more. */
function startApi(settings: Record<string, string>): ChildProcess {
  const more = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return spawn("env", [...more, process.execPath, "--import", "tsx", "src/main.ts"], {
    cwd: HERE,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function serve(answer: Answering): Promise<{ server: Server; url: string }> {
  const listener = getRequestListener(answer);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, url: `http://127.0.0.1:${portOf(server)}` };
}

function portOf(server: Server): number {
  return z.object({ port: z.number() }).parse(server.address()).port;
}

async function freePort(): Promise<number> {
  const { server } = await serve(async () => new Response());
  const port = portOf(server);
  server.close();
  return port;
}

const databaseEnv = (place: Place): Record<string, string> =>
  "url" in place ? { DATABASE_URL: place.url } : { DATA_DIR: dirname(place.folder) };

it("loses nothing it said yes to when it is killed, again and again, and starts clean", async () => {
  const { place, remove } = await makePlace();
  if ("url" in place) {
    const database = await openPlace(place);
    await migrate(database.db);
    await database.close();
  }
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  const acknowledged = new Set<string>();
  const sandbox: Sandbox = createSandbox({
    appUrl: APP_URL,
    apiUrl,
    fetch: noteAcknowledged(acknowledged),
  });
  const stripe = await serve(sandbox.stripe);
  const clerk = await serve(sandbox.clerk);
  const stopDelivering = sandbox.outboxes.map((outbox) => outbox.start());
  const env = {
    ...databaseEnv(place),
    PORT: String(port),
    APP_URL,
    LOG_LEVEL: "fatal",
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: sandbox.keys.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: sandbox.keys.stripeWebhookSecret,
    CLERK_API_URL: clerk.url,
    CLERK_PUBLISHABLE_KEY: sandbox.keys.clerkPublishableKey,
    CLERK_SECRET_KEY: sandbox.keys.clerkSecretKey,
    CLERK_WEBHOOK_SECRET: sandbox.keys.clerkWebhookSecret,
  };

  for (let round = 0; round < KILLED; round += 1) {
    const api = startApi(env);
    await vi.waitFor(() => knowsAcme(sandbox, apiUrl), SOON);
    const enough = acknowledged.size + 5 + round * 3;
    const working = keepBusy(
      sandbox,
      apiUrl,
      () => api.exitCode === null && api.signalCode === null,
    );
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(enough), SOON);
    api.kill("SIGKILL");
    await once(api, "exit");
    await working;
  }

  const survivor = startApi(env);
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  survivor.kill("SIGTERM");
  expect(await once(survivor, "exit")).toEqual([0, null]);

  const { db, close } = await openPlace(place);
  for (const id of acknowledged) expect(await isKept(db, id)).toBe(true);
  await drainLater(db, stripeThrough(settingsFor(sandbox.keys), sandbox.stripe));
  expect(await dueCustomers(db, inAnHour(), 10)).toEqual([]);
  const acme = (await mirrorOf(db, "cus_acme")).find(({ id }) => id === "sub_acme");
  expect(acme?.says).toMatchObject({ cancelAt: await askCancelAt(sandbox) });
  await close();
  await Promise.all(stopDelivering.map((stop) => stop()));
  stripe.server.close();
  clerk.server.close();
  await remove();
}, 240_000);

/** Delivers over the network, and notes which of Stripe's events we said yes to. */
function noteAcknowledged(acknowledged: Set<string>): Answering {
  return async (request) => {
    const { id } = z.object({ id: z.string().optional() }).parse(await request.clone().json());
    const response = await fetch(request);
    if (response.ok && id !== undefined) acknowledged.add(id);
    return response;
  };
}

const GRANTED = {
  result: { data: { url: expect.stringContaining("/p/session/"), expiresAt: expect.any(String) } },
};

/** Opens portals and changes a plan at Stripe for as long as the process lives. Whatever was granted was whole. */
async function keepBusy(sandbox: Sandbox, apiUrl: string, isAlive: () => boolean) {
  let atEnd = false;
  while (isAlive()) {
    atEnd = !atEnd;
    await changePlan(sandbox, atEnd);
    const token = await tokenOfAda(sandbox);
    const opened = await ask(apiUrl, "/trpc/billing.createPortal", token, {
      returnUrl: `${APP_URL}/billing`,
    });
    // Undefined is an answer that never came; one that came is whole.
    expect([GRANTED, undefined]).toContainEqual(opened);
  }
}

async function changePlan(sandbox: Sandbox, atEnd: boolean) {
  const answer = await sandbox.stripe(
    new Request("http://localhost/v1/subscriptions/sub_acme", {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.keys.stripeSecretKey}` },
      body: new URLSearchParams({ cancel_at_period_end: String(atEnd) }),
    }),
  );
  expect(answer.status).toBe(200);
}

/** The killed held leases, which end within a minute. */
async function drainLater(db: Database, stripe: Stripe) {
  const onFailure = (_: string, error: unknown) => {
    throw error;
  };
  const monotonic = () => performance.now();
  const needs = { db, stripe, now: inAnHour, monotonic, tells: false, onFailure };
  while ((await drainInbox(needs)) > 0);
}

function inAnHour(): Date {
  return new Date(Date.now() + 60 * 60 * 1000);
}

async function askCancelAt(sandbox: Sandbox): Promise<string | null> {
  const answer = await sandbox.stripe(
    new Request("http://localhost/v1/subscriptions/sub_acme", {
      headers: { authorization: `Bearer ${sandbox.keys.stripeSecretKey}` },
    }),
  );
  const { cancel_at: at } = z
    .object({ cancel_at: z.number().nullable() })
    .parse(await answer.json());
  return at === null ? null : new Date(at * 1000).toISOString();
}

async function knowsAcme(sandbox: Sandbox, apiUrl: string) {
  const seen = await ask(apiUrl, "/trpc/billing.view", await tokenOfAda(sandbox));
  expect(seen).toMatchObject({ result: { data: { subscriptions: [{ id: "sub_acme" }] } } });
}

async function tokenOfAda(sandbox: Sandbox): Promise<string> {
  const answer = await sandbox.clerk(
    new Request("http://localhost/sandbox/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ person: "ada", organization: "org_acme" }),
    }),
  );
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

/** Undefined when the process died under the question. */
async function ask(apiUrl: string, path: string, token: string, input?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const init = input ? { method: "POST", headers, body: JSON.stringify(input) } : { headers };
  return fetch(apiUrl + path, init).then(
    (answer) => answer.json(),
    () => undefined,
  );
}

/** Keeping it again says that it was there. */
async function isKept(db: Database, id: string): Promise<boolean> {
  const now = new Date();
  const again = {
    id,
    type: "again",
    decision: "again",
    createdAt: now,
    receivedAt: now,
    nextAttemptAt: now,
    doneAt: now,
  };
  return !(await keepLetters(db, [again])).has(id);
}
