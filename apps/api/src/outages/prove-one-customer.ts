import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { lookForStrangers } from "@portico/billing";
import { type Database, migrate, organizationsOf } from "@portico/db";
import { makePlace, openPlace } from "@portico/db/testing";
import type { Sandbox } from "@portico/sandbox";
import type Stripe from "stripe";
import { expect, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { freePort } from "@portico/sandbox/free-port";
import { openStripe } from "../testing-stripe.ts";

interface Wish {
  organizations: number;
  kills: number;
}

const PROGRAM = fileURLToPath(new URL("becoming.ts", import.meta.url));
const PROCESSES = 3;
/** Together more than fifty for each organization. */
const CALLERS = 17;
const SOON = { timeout: 120_000, interval: 50 };
const told = z.object({ organization: z.string(), customer: z.string() });

/** Lets several processes make customers of the same organizations at once, while Stripe fails them and they die over its answers. */
export async function proveOneCustomer(wish: Wish) {
  const { place, remove } = await makePlace();
  if (!("url" in place)) throw new Error("Several processes share a server alone.");
  const { db, close } = await openPlace(place);
  await migrate(db);
  const { sandbox, stripe } = openStripe();
  await lookForStrangers({ db, stripe, livemode: false, now: () => new Date() });
  const organizations = Array.from({ length: wish.organizations }, (_, at) => `org_new_${at}`);
  const answers = new Map(organizations.map((each) => [each, new Set<string>()]));

  const asked = { databaseUrl: place.url, sandbox, organizations, answers, killsLeft: wish.kills };
  await Promise.all(Array.from({ length: PROCESSES }, () => liveOn(asked)));

  expect(asked.killsLeft).toBeLessThan(wish.kills);
  await expectOne(db, stripe, answers);
  await close();
  await remove();
}

interface Asked {
  databaseUrl: string;
  sandbox: Sandbox;
  organizations: string[];
  /** Which customers were answered. */
  answers: Map<string, Set<string>>;
  killsLeft: number;
}

/** Starts one again until it got all its answers. */
async function liveOn(asked: Asked): Promise<void> {
  let killed = false;
  let answered = 0;
  const url = await serveStripe(asked, () => {
    if (killed || asked.killsLeft === 0) return;
    killed = true;
    asked.killsLeft -= 1;
    living.kill("SIGKILL");
  });
  const living = start(asked, url);
  living.on("message", (message) => {
    const { organization, customer } = told.parse(message);
    asked.answers.get(organization)?.add(customer);
    answered += 1;
  });
  await vi.waitFor(() => expect(killed || answered === all(asked)).toBe(true), SOON);
  living.kill("SIGKILL");
  if (killed) await liveOn(asked);
}

const all = ({ organizations }: Asked) => organizations.length * CALLERS;

function start({ databaseUrl, organizations }: Asked, stripeUrl: string): ChildProcess {
  const args = [databaseUrl, stripeUrl, String(CALLERS), ...organizations];
  const child = fork(PROGRAM, args, { execArgv: ["--import", "tsx"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Stripe as one process has it: slow, out of order, without an answer; and over some requests the process dies. */
async function serveStripe(asked: Asked, kill: () => void): Promise<string> {
  const port = await freePort();
  const listener = getRequestListener(async (request, { incoming }) => {
    const drop = () => incoming.socket.destroy();
    const chance = Math.random();
    if (chance < 0.1) drop();
    if (chance < 0.3) return new Response("{}", { status: 503 });
    if (chance < 0.4) kill();
    request.headers.set(
      "portico-sandbox-fault",
      JSON.stringify({ kind: "latency", milliseconds: 30 }),
    );
    const answer = await asked.sandbox.stripe(request);
    if (chance > 0.9) drop();
    if (chance > 0.7) kill();
    await pause(chance * 20);
    return answer;
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await once(server.listen(port, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}`;
}

async function expectOne(db: Database, stripe: Stripe, answers: Map<string, Set<string>>) {
  const made = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  for (const [organization, answered] of answers) {
    const theirs = made.filter(({ metadata }) => metadata["portico_organization"] === organization);
    const ids = theirs.map(({ id }) => id);
    expect([organization, ids.length]).toEqual([organization, 1]);
    expect([...answered]).toEqual(ids);
    expect(await organizationsOf(db, ids)).toEqual(new Map([[ids[0], organization]]));
  }
}
