import { makePlace, openPlace } from "@portico/db/testing";
import type { Sandbox } from "@portico/sandbox";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { drainLater } from "../outages/settled.ts";
import { openStreet, type Replica, sendTo, SOON } from "../outages/street.ts";
import { settingsFor, stripeThrough, tokenFrom } from "../testing.ts";
import { BACK } from "./till.ts";

const BUYERS = 50;
const REPLICAS = 3;
const KILLS = 3;
const STRIPE_URL = "http://localhost:12111";
/** Whoever was killed keeps others waiting for seconds, and Stripe is in trouble now and then. */
const PATIENCE = { timeout: 180_000, interval: 250 };

it("sells one plan to an organization, whoever races, dies or is not heard", async () => {
  const { place, remove } = await makePlace();
  const replicas: Replica[] = [];
  const street = await openStreet(place, async (request) => sendTo(oneOf(replicas), request));
  const { sandbox } = street;
  const stripe = stripeThrough(settingsFor(sandbox.keys), sandbox.stripe);
  replicas.push(...(await Promise.all(Array.from({ length: REPLICAS }, street.startReplica))));

  const buying = Promise.all(
    Array.from({ length: BUYERS }, () =>
      vi.waitFor(
        async () => expect(await buy(sandbox, oneOf(replicas))).toBe("subscribed"),
        PATIENCE,
      ),
    ),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    const killed = oneOf(replicas);
    await killed.end("SIGKILL");
    replicas[replicas.indexOf(killed)] = await street.startReplica();
  }
  await buying;
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  for (const replica of replicas) await replica.end("SIGTERM");

  const { db, close } = await openPlace(place);
  await drainLater(db, stripe);
  const customers = (await stripe.customers.list({ limit: 100 })).data.filter(
    ({ metadata }) => metadata["portico_organization"] === "org_globex",
  );
  expect(customers).toHaveLength(1);
  const customer = customers[0]?.id ?? "";
  expect((await stripe.subscriptions.list({ customer })).data).toHaveLength(1);
  const { data: left } = await stripe.checkout.sessions.list({ customer, status: "open" });
  expect(left).toEqual([]);
  await close();
  await street.close();
  await remove();
}, 300_000);

/** One try of somebody with a tab of their own: few who get so far pay. */
async function buy(sandbox: Sandbox, replica: Replica): Promise<unknown> {
  if (Math.random() < 0.2) await disturb(sandbox);
  const token = await tokenFrom(sandbox, "grace", "org_globex");
  const answer = await ask(replica, token).catch(() => undefined);
  const { error, result } = answered.parse(answer ?? {});
  if (error) return error.data.reason === "ALREADY_SUBSCRIBED" ? "subscribed" : error.data.reason;
  const session = /cs_\w+/.exec(result?.data.url ?? "")?.[0];
  if (session !== undefined && Math.random() < 0.05) await pay(sandbox, session);
  return "on its way";
}

const answered = z.object({
  error: z.object({ data: z.object({ reason: z.string() }) }).optional(),
  result: z.object({ data: z.object({ url: z.string() }) }).optional(),
});

async function ask({ url }: Replica, token: string): Promise<unknown> {
  const plan = oneOf(["starter", "team", "business"]);
  const answer = await fetch(`${url}/trpc/billing.startCheckout`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ plan, interval: "month", returnUrl: BACK }),
  });
  return answer.json();
}

const TROUBLES = ["dropped_before", "dropped_after", "server_error", "too_many_requests"];

/** One of Stripe's next answers. */
async function disturb(sandbox: Sandbox) {
  const path = oneOf(["/v1/customers", "/v1/checkout/sessions"]);
  const wish = { fault: { kind: oneOf(TROUBLES) }, path, method: "POST", for_requests: 1 };
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(wish);
  await sandbox.stripe(
    new Request(`${STRIPE_URL}/sandbox/faults`, { method: "POST", headers, body }),
  );
}

async function pay(sandbox: Sandbox, session: string) {
  await sandbox.stripe(
    new Request(`${STRIPE_URL}/v1/payment_pages/${session}/confirm`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${sandbox.keys.stripeSecretKey}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ payment_method: "pm_card_visa" }),
    }),
  );
}

function oneOf<Item>(items: readonly Item[]): Item {
  const chosen = items[Math.floor(Math.random() * items.length)];
  if (chosen === undefined) throw new Error("There is none to choose.");
  return chosen;
}
