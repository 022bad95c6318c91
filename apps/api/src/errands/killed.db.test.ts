import { applyPlans } from "@portico/billing/plans";
import { makePlace } from "@portico/db/testing";
import { expect, it, vi } from "vitest";
import { catalog } from "../catalog.ts";
import { openStreet, type Replica, sendTo } from "../outages/street.ts";
import { askClerk } from "../testing-clerk.ts";
import { stripeOf } from "../testing-stripe.ts";

/** The killed held leases, which end within a minute. */
const SOON = { timeout: 100_000, interval: 50 };

it("follows the members although whoever does it is killed in the middle, again and again", async () => {
  const { place, remove } = await makePlace();
  let replica: Replica | undefined;
  const { sandbox, startReplica, close } = await openStreet(place, async (request) => {
    if (!replica) throw new Error("Nobody listens yet.");
    return sendTo(replica, request);
  });
  const stripe = stripeOf(sandbox);
  await applyPlans(stripe, catalog);
  const [price] = (await stripe.prices.list({ lookup_keys: ["business_month"] })).data;
  const card = "pm_card_visa";
  const customer = await stripe.customers.create({
    metadata: { portico_organization: "org_globex" },
    payment_method: card,
    invoice_settings: { default_payment_method: card },
  });
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price?.id ?? "", quantity: 1 }],
  });
  const seats = async () => (await stripe.subscriptions.retrieve(plan.id)).items.data[0]?.quantity;
  const join = (user_id: string) => {
    const membership = { user_id, role: "org:member" };
    return askClerk(sandbox, "POST", "/organizations/org_globex/memberships", membership);
  };

  // Killed before the members are followed, and after.
  for (const [user_id, then] of [
    ["user_ada", 1],
    ["user_bob", 3],
  ] as const) {
    replica = await startReplica();
    await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
    await join(user_id);
    await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
    await vi.waitFor(async () => expect(await seats()).toBe(then), SOON);
    await replica.end("SIGKILL");
  }

  const survivor = await startReplica();
  replica = survivor;
  await join("user_linus");
  await vi.waitFor(async () => expect(await seats()).toBe(4), SOON);
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  expect(await survivor.end("SIGTERM")).toEqual([0, null]);
  await close();
  await remove();
});
