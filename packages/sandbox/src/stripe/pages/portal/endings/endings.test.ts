import { beforeEach, expect, it } from "vitest";
import { STRIPE_URL } from "../../../testing/sandbox.ts";
import { openTestPages } from "../../testing.ts";

let open: ReturnType<typeof openTestPages>;
beforeEach(() => {
  open = openTestPages();
});

it("cancels the plan once it is confirmed, and renews it", async () => {
  const url = await open.linkFor("cus_acme");
  expect(await open.read(`${url}/plans/sub_acme/cancel`)).toContain("Cancel Team?");
  const cancelled = await open.send(`${url}/plans/sub_acme/cancel`, {
    feedback: "unused",
    comment: "We closed.",
  });
  expect(cancelled.status).toBe(303);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({
    cancel_at_period_end: true,
    cancellation_details: {
      comment: "We closed.",
      feedback: "unused",
      reason: "cancellation_requested",
    },
  });
  const page = await open.read(`${STRIPE_URL}${cancelled.headers.get("location")}`);
  expect(page).toContain("Your plan is cancelled.");
  expect(page).toContain("You keep everything until then.");

  await open.send(`${url}/plans/sub_acme/renew`);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ cancel_at: null });
  const [event] = (await open.stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({ type: "customer.subscription.updated" });
});

it("cancels at once where the configuration says so", async () => {
  const { billingPortal, subscriptions } = open.stripe;
  await billingPortal.configurations.update("bpc_portico", {
    features: { subscription_cancel: { mode: "immediately" } },
  });
  const url = await open.linkFor("cus_acme");
  expect(await open.read(`${url}/plans/sub_acme/cancel`)).toContain("The plan ends now.");
  await open.send(`${url}/plans/sub_acme/cancel`);
  expect(await subscriptions.retrieve("sub_acme")).toMatchObject({ status: "canceled" });
  expect(await open.read(`${url}/home`)).toContain("Ended on ");
});

it("gives back what was not used where the configuration says so", async () => {
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: {
      subscription_cancel: { mode: "immediately", proration_behavior: "always_invoice" },
    },
  });
  const url = await open.linkFor("cus_acme");
  await open.send(`${url}/plans/sub_acme/cancel`);
  const [bill] = (await open.stripe.invoices.list({ customer: "cus_acme", limit: 1 })).data;
  expect(bill?.lines.data[0]?.description).toContain("Unused time on Team after");
  expect(bill?.total).toBeLessThan(0);
});
