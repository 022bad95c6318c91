import { mirrorOf } from "@portico/db";
import { makePlace, openPlace } from "@portico/db/testing";
import type { Sandbox } from "@portico/sandbox";
import type Stripe from "stripe";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { APP_URL } from "../testing.ts";
import { tokenFrom } from "../testing-clerk.ts";
import { stripeOf } from "../testing-stripe.ts";
import { drainLater, expectKept, expectNothingOpen } from "./settled.ts";
import { openStreet, type Replica, sendTo, SOON } from "./street.ts";
import { expectTold, tellLater } from "./told.ts";

const KILLED = 3;

it("loses nothing it said yes to when it is killed, again and again, and starts clean", async () => {
  const { place, remove } = await makePlace();
  const acknowledged = new Set<string>();
  let replica: Replica | undefined;
  /** Notes which of Stripe's events we said yes to. */
  const deliver = async (request: Request) => {
    if (!replica) throw new Error("Nobody listens yet.");
    const { id } = z.object({ id: z.string().optional() }).parse(await request.clone().json());
    const response = await sendTo(replica, request);
    if (response.ok && id !== undefined) acknowledged.add(id);
    return response;
  };
  const { sandbox, heard, startReplica, close } = await openStreet(place, deliver);

  for (let round = 0; round < KILLED; round += 1) {
    const api = await startReplica();
    replica = api;
    await vi.waitFor(() => knowsAcme(sandbox, api.url), SOON);
    await vi.waitFor(() => expect(heard).not.toEqual([]), SOON);
    const enough = acknowledged.size + 5 + round * 3;
    const working = keepBusy(sandbox, api);
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(enough), SOON);
    await api.end("SIGKILL");
    await working;
  }

  const survivor = await startReplica();
  replica = survivor;
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  expect(await survivor.end("SIGTERM")).toEqual([0, null]);

  const { db, close: closeDatabase } = await openPlace(place);
  await expectKept(db, acknowledged);
  const stripe = stripeOf(sandbox);
  await drainLater(db, stripe);
  await expectNothingOpen(db);
  await tellLater(db, heard);
  await expectTold(db, heard);
  const acme = (await mirrorOf(db, "cus_acme")).find(({ id }) => id === "sub_acme");
  expect(acme?.says).toMatchObject({ cancelAt: await askCancelAt(stripe) });
  await closeDatabase();
  await close();
  await remove();
});

const GRANTED = {
  result: { data: { url: expect.stringContaining("/p/session/"), expiresAt: expect.any(String) } },
};

/** Opens portals and changes a plan at Stripe for as long as the process lives. Whatever was granted was whole. */
async function keepBusy(sandbox: Sandbox, api: Replica) {
  const { subscriptions } = stripeOf(sandbox);
  let atEnd = false;
  while (api.isAlive()) {
    atEnd = !atEnd;
    await subscriptions.update("sub_acme", { cancel_at_period_end: atEnd });
    const token = await tokenFrom(sandbox, "ada", "org_acme");
    const opened = await ask(api.url, "/trpc/billing.createPortal", token, {
      returnUrl: `${APP_URL}/billing`,
    });
    // Undefined is an answer that never came; one that came is whole.
    expect([GRANTED, undefined]).toContainEqual(opened);
  }
}

async function askCancelAt(stripe: Stripe): Promise<string | null> {
  const { cancel_at: at } = await stripe.subscriptions.retrieve("sub_acme");
  return at === null ? null : new Date(at * 1000).toISOString();
}

async function knowsAcme(sandbox: Sandbox, apiUrl: string) {
  const seen = await ask(apiUrl, "/trpc/billing.view", await tokenFrom(sandbox, "ada", "org_acme"));
  expect(seen).toMatchObject({ result: { data: { subscriptions: [{ id: "sub_acme" }] } } });
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
