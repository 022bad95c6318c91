import { randomBytes } from "node:crypto";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { migrate } from "@portico/db";
import { openPlace, type Place } from "@portico/db/testing";
import { createSandbox, type Sandbox } from "@portico/sandbox";
import type Stripe from "stripe";
import { expect, onTestFinished, vi } from "vitest";
import { freePort } from "@portico/sandbox/free-port";
import { type Answering, APP_URL } from "../testing.ts";
import { type Heard, hearing } from "./told.ts";

const HERE = fileURLToPath(new URL("../..", import.meta.url));
export const SOON = { timeout: 120_000, interval: 20 };

/** Our main.ts, as a process of its own. */
export interface Replica {
  url: string;
  isAlive(): boolean;
  /** How it ended: its code and its signal. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<unknown[]>;
}

export interface Street {
  sandbox: Sandbox;
  /** What the host was told, as it came. */
  heard: Heard[];
  /** Answers once it is ready. */
  startReplica(wish?: ReplicaWish): Promise<Replica>;
  close(): Promise<void>;
}

interface ReplicaWish {
  /** Without it, both API and worker. */
  role?: "api" | "worker";
  /** Stripe, as this one has it. Whatever throws is no answer. */
  stripe?: Answering;
}

/** What processes of ours need around them: a migrated database, Stripe and Clerk by their stand-ins, and a host, on ports. */
export async function openStreet(place: Place, deliver: Answering): Promise<Street> {
  if ("url" in place) await migrateAt(place);
  const sandbox = createSandbox({ appUrl: APP_URL, apiUrl: "http://replica.test", fetch: deliver });
  const open: Server[] = [];
  const stripe = await serve(sandbox.stripe);
  const clerk = await serve(sandbox.clerk);
  const heard: Heard[] = [];
  const host = await serve(hearing(heard));
  const stopDelivering = sandbox.outboxes.map((outbox) => outbox.start());
  const settings = {
    ...("url" in place ? { DATABASE_URL: place.url } : { DATA_DIR: dirname(place.folder) }),
    APP_URL,
    LOG_LEVEL: "fatal",
    STRIPE_SECRET_KEY: sandbox.keys.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: sandbox.keys.stripeWebhookSecret,
    CLERK_API_URL: clerk.url,
    CLERK_PUBLISHABLE_KEY: sandbox.keys.clerkPublishableKey,
    CLERK_SECRET_KEY: sandbox.keys.clerkSecretKey,
    CLERK_WEBHOOK_SECRET: sandbox.keys.clerkWebhookSecret,
    HOST_WEBHOOK_URL: host.url,
    LIMIT_PER_ADDRESS: "1000000",
    LIMIT_PER_ORGANIZATION: "1000000",
    HOST_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
  };
  return {
    sandbox,
    heard,
    async startReplica({ role, stripe: own } = {}) {
      const its = own ? await serve(own) : stripe;
      const as = role && { ROLE: role };
      return startReplica({ ...settings, STRIPE_API_URL: its.url, ...as });
    },
    async close() {
      await Promise.all(stopDelivering.map((stop) => stop()));
      for (const server of open) server.close();
    },
  };

  async function serve(answer: Answering): Promise<{ url: string }> {
    const port = await freePort();
    const listener = getRequestListener(async (request, { incoming }) => {
      try {
        return await answer(request);
      } catch {
        incoming.socket.destroy();
        return new Response(null, { status: 503 });
      }
    });
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    await once(server.listen(port, "127.0.0.1"), "listening");
    open.push(server);
    return { url: `http://127.0.0.1:${port}` };
  }
}

/** What was meant for any of us, to this one. */
export async function sendTo(replica: Replica, request: Request): Promise<Response> {
  return fetch(new Request(replica.url + new URL(request.url).pathname, request));
}

async function migrateAt(place: Place) {
  const database = await openPlace(place);
  await migrate(database.db);
  await database.close();
}

async function startReplica(settings: Record<string, string>): Promise<Replica> {
  const port = await freePort();
  const api = startApi({ ...settings, PORT: String(port) });
  const isAlive = () => api.exitCode === null && api.signalCode === null;
  const replica: Replica = {
    url: `http://127.0.0.1:${port}`,
    isAlive,
    async end(signal) {
      if (isAlive()) {
        api.kill(signal);
        await once(api, "exit");
      }
      return [api.exitCode, api.signalCode];
    },
  };
  onTestFinished(() => void api.kill("SIGKILL"));
  await vi.waitFor(() => expectReady(replica), SOON);
  return replica;
}

async function expectReady({ url, isAlive }: Replica) {
  const answer = await fetch(`${url}/ready`).catch((cause: unknown) => {
    throw new Error(isAlive() ? "It does not listen yet." : "It ended before it was ready.", {
      cause,
    });
  });
  expect(answer.ok).toBe(true);
}

/** With this process's environment and more. What ends it is said in the test's output. */
function startApi(settings: Record<string, string>): ChildProcess {
  const more = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return spawn("env", [...more, process.execPath, "dist/main.js"], {
    cwd: HERE,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

export async function eventsOf(stripe: Stripe): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of stripe.events.list({ limit: 100 })) ids.push(id);
  return ids;
}
