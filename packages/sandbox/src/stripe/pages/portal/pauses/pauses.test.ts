import { beforeEach, expect, it } from "vitest";
import type Stripe from "stripe";
import { openTestPages } from "../../testing.ts";

type Duration = Stripe.BillingPortal.ConfigurationUpdateParams.Features.SubscriptionPause.Duration;

let open: ReturnType<typeof openTestPages>;
beforeEach(() => {
  open = openTestPages();
});

async function allowed(duration: Duration) {
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: { subscription_pause: { enabled: true, duration } },
  });
  return open.linkFor("cus_acme");
}

it("pauses a plan for as long as the person chooses, and lets it go on", async () => {
  const interval_options = [
    { interval: "month", interval_count: 1 },
    { interval: "week", interval_count: 2 },
  ] as const;
  const url = await allowed({ type: "interval_options", interval_options: [...interval_options] });
  expect(await open.read(`${url}/plans/sub_acme/pause`)).toContain("2 weeks");
  const page = await open.sent(`${url}/plans/sub_acme/pause`, { duration: "1" });
  expect(page).toContain("Paused until ");
  const resumes_at = Math.floor(open.clock.now / 1000) + 14 * 24 * 60 * 60;
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({
    pause_collection: { behavior: "void", resumes_at },
  });

  expect(await open.read(`${url}/plans/sub_acme/unpause`)).toContain("Continue Team?");
  await open.sent(`${url}/plans/sub_acme/unpause`);
  const plan = await open.stripe.subscriptions.retrieve("sub_acme");
  expect(plan.pause_collection).toBeNull();
  expect(await open.newest(1)).toEqual(["customer.subscription.updated"]);
});

it("pauses without an end where the configuration says so", async () => {
  const url = await allowed({ type: "indefinite" });
  await open.sent(`${url}/plans/sub_acme/pause`);
  const plan = await open.stripe.subscriptions.retrieve("sub_acme");
  expect(plan.pause_collection).toEqual({ behavior: "void", resumes_at: null });
});

it("pauses for no time that was not offered, nor where it is not allowed", async () => {
  const url = await allowed({
    type: "interval_options",
    interval_options: [{ interval: "month", interval_count: 1 }],
  });
  expect((await open.send(`${url}/plans/sub_acme/pause`, { duration: "9" })).status).toBe(404);
  expect((await open.send(`${url}/plans/sub_acme/pause`)).status).toBe(404);
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: { subscription_pause: { enabled: false } },
  });
  expect((await open.visit(`${url}/plans/sub_acme/pause`)).status).toBe(404);
});
