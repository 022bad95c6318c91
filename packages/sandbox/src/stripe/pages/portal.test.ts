import { beforeEach, expect, it } from "vitest";
import type Stripe from "stripe";
import { openTestSandbox, STRIPE_URL } from "../testing.ts";

type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;

const MINUTE = 60_000;
let open: ReturnType<typeof openTestSandbox>;
beforeEach(() => {
  open = openTestSandbox();
});

async function linkFor(customer: string, flow_data?: Flow) {
  const { url } = await open.stripe.billingPortal.sessions.create({
    customer,
    return_url: "http://localhost:5173/billing?a=1&b=2",
    ...(flow_data && { flow_data }),
  });
  return url;
}

const visit = (url: string) => open.fetch(new Request(url, { redirect: "manual" }));
const read = async (url: string) => (await visit(url)).text();

function send(url: string, form: Record<string, string> = {}, origin = STRIPE_URL) {
  const body = new URLSearchParams(form);
  return open.fetch(new Request(url, { method: "POST", body, headers: { origin } }));
}

it("shows the plan, the card, the details and the invoices, and leads back", async () => {
  const page = await read(await linkFor("cus_acme"));
  for (const words of [
    "Sandbox.",
    "Team",
    "$49.00 per month",
    "Renews on ",
    "Visa ending in 4242",
    "billing@acme.test",
    "ACME-0004",
  ])
    expect(page).toContain(words);
  expect(page).toMatch(/href="http:\/\/localhost:5173\/billing\?a=1&amp;b=2"\s*>← Return to/);
});

it("says in words that a payment is missing", async () => {
  const page = await read(await linkFor("cus_initech"));
  expect(page).toContain("Your last payment of $19.00 was declined.");
  expect(page).toContain("Past due");
});

it("shows one invoice, by its portal and by its own address", async () => {
  const url = await linkFor("cus_acme");
  for (const address of [`${url}/invoices/in_acme4`, `${STRIPE_URL}/i/in_acme4`]) {
    const page = await read(address);
    expect(page).toContain("Invoice ACME-0004");
    expect(page).toContain("1 × Team");
  }
  expect((await visit(`${url}/invoices/in_umbrella1`)).status).toBe(404);
});

it("cancels the plan once it is confirmed, and renews it", async () => {
  const url = await linkFor("cus_acme");
  expect(await read(`${url}/plans/sub_acme/cancel`)).toContain("Cancel Team?");
  const cancelled = await send(`${url}/plans/sub_acme/cancel`, { feedback: "unused" });
  expect(cancelled.status).toBe(303);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({
    cancel_at_period_end: true,
    cancellation_details: { feedback: "unused", reason: "cancellation_requested" },
  });
  const page = await read(`${STRIPE_URL}${cancelled.headers.get("location")}`);
  expect(page).toContain("Your plan is cancelled.");
  expect(page).toContain("You keep everything until then.");

  await send(`${url}/plans/sub_acme/renew`);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ cancel_at: null });
  const [event] = (await open.stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({ type: "customer.subscription.updated" });
});

it("changes the card everywhere", async () => {
  const url = await linkFor("cus_acme");
  expect((await send(`${url}/payment-method`, { card: "pm_card_amex" })).status).toBe(303);
  expect(await read(`${url}/home`)).toContain("American Express ending in 8431");
  const customer = await open.stripe.customers.retrieve("cus_acme", {
    expand: ["invoice_settings.default_payment_method"],
  });
  expect(customer).toMatchObject({
    invoice_settings: { default_payment_method: { card: { last4: "8431" } } },
  });
  const { data } = await open.stripe.events.list({ limit: 3 });
  expect(data.map(({ type }) => type)).toEqual([
    "customer.subscription.updated",
    "customer.updated",
    "payment_method.attached",
  ]);
  expect((await send(`${url}/payment-method`, { card: "pm_made_up" })).status).toBe(404);
});

it("offers only what the configuration allows", async () => {
  const { billingPortal } = open.stripe;
  const { id } = await billingPortal.configurations.create({
    features: { payment_method_update: { enabled: true } },
  });
  const { url } = await billingPortal.sessions.create({
    customer: "cus_acme",
    configuration: id,
    return_url: "http://localhost:5173",
  });
  const page = await read(url);
  expect(page).toContain("Change card");
  expect(page).not.toContain("Cancel plan");
  expect(page).not.toContain("ACME-0004");
  expect((await send(`${url}/plans/sub_acme/cancel`)).status).toBe(404);
});

it("cancels at once where the configuration says so", async () => {
  const { billingPortal, subscriptions } = open.stripe;
  await billingPortal.configurations.update("bpc_portico", {
    features: { subscription_cancel: { mode: "immediately" } },
  });
  const url = await linkFor("cus_acme");
  expect(await read(`${url}/plans/sub_acme/cancel`)).toContain("The plan ends now.");
  await send(`${url}/plans/sub_acme/cancel`);
  expect(await subscriptions.retrieve("sub_acme")).toMatchObject({ status: "canceled" });
  expect(await read(`${url}/home`)).toContain("Ended on ");
});

it("lands a deep link on its step, and leaves by the way it names", async () => {
  const url = await linkFor("cus_acme", {
    type: "subscription_cancel",
    subscription_cancel: { subscription: "sub_acme" },
    after_completion: {
      type: "redirect",
      redirect: { return_url: "http://localhost:5173/bye" },
    },
  });
  const landed = await visit(url);
  expect(landed.headers.get("location")).toMatch(/\/plans\/sub_acme\/cancel$/);
  const step = await visit(`${url}/plans/sub_acme/cancel`);
  expect(step.headers.get("content-security-policy")).toContain(
    "form-action 'self' http://localhost:5173;",
  );
  const done = await send(`${url}/plans/sub_acme/cancel`);
  expect(done.headers.get("location")).toBe("http://localhost:5173/bye");
});

it("confirms a deep link in the words it was given", async () => {
  const url = await linkFor("cus_acme", {
    type: "payment_method_update",
    after_completion: {
      type: "hosted_confirmation",
      hosted_confirmation: { custom_message: "Thanks <b>a lot</b>" },
    },
  });
  expect((await visit(url)).headers.get("location")).toMatch(/\/payment-method$/);
  const done = await send(`${url}/payment-method`, { card: "pm_card_visa" });
  const page = await read(`${STRIPE_URL}${done.headers.get("location")}`);
  expect(page).toContain("Thanks &lt;b&gt;a lot&lt;/b&gt;");
});

it("lets a link die after five unused minutes, and an hour after its last use", async () => {
  const unused = await linkFor("cus_acme");
  const used = await linkFor("cus_acme");
  open.clock.now += 4 * MINUTE;
  expect((await visit(used)).status).toBe(200);
  open.clock.now += 2 * MINUTE;
  expect((await visit(unused)).status).toBe(410);
  open.clock.now += 55 * MINUTE;
  expect((await visit(used)).status).toBe(200);
  open.clock.now += 61 * MINUTE;
  const dead = await visit(used);
  expect(dead.status).toBe(410);
  const page = await dead.text();
  expect(page).toContain("This link has expired");
  expect(page).toContain("Return to");
  expect((await visit(`${STRIPE_URL}/p/session/test_made_up`)).status).toBe(410);
});

it("writes what people called themselves as text, never as a page", async () => {
  const name = '<script>alert("1")</script>';
  const { id } = await open.stripe.customers.create({ name });
  const page = await read(await linkFor(id));
  expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  expect(page).not.toContain("<script>");
});

it("is kept by nobody, framed by nobody, and loads nothing from elsewhere", async () => {
  const { headers } = await visit(await linkFor("cus_acme"));
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
});

it("takes forms from its own pages only", async () => {
  const url = await linkFor("cus_acme");
  const address = `${url}/plans/sub_acme/cancel`;
  expect((await send(address, {}, "http://evil.example")).status).toBe(403);
  expect((await send(address, {}, "null")).status).toBe(403);
  expect((await open.fetch(new Request(address, { method: "POST" }))).status).toBe(403);
  expect((await send(address, { feedback: "x".repeat(70_000) })).status).toBe(413);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ cancel_at: null });
});
