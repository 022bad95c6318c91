import { beforeEach, expect, it } from "vitest";
import { STRIPE_URL } from "../../testing/sandbox.ts";
import { CARD, openTestPages } from "../testing.ts";

const MINUTE = 60_000;
let open: ReturnType<typeof openTestPages>;
beforeEach(() => {
  open = openTestPages();
});

it("shows the plan, the card, the details and the invoices, and leads back", async () => {
  const page = await open.read(await open.linkFor("cus_acme"));
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
  const page = await open.read(await open.linkFor("cus_initech"));
  expect(page).toContain("Your last payment of $19.00 was declined.");
  expect(page).toContain("Past due");
});

it("shows one invoice, by its portal and by its own address", async () => {
  const url = await open.linkFor("cus_acme");
  for (const address of [`${url}/invoices/in_acme4`, `${STRIPE_URL}/i/in_acme4`]) {
    const page = await open.read(address);
    expect(page).toContain("Invoice ACME-0004");
    expect(page).toContain("1 × Team");
  }
  expect((await open.visit(`${url}/invoices/in_umbrella1`)).status).toBe(404);
});

it("changes the card everywhere", async () => {
  const url = await open.linkFor("cus_acme");
  const typed = { ...CARD, card_number: "3782 822463 10005", card_cvc: "1234" };
  await open.sent(`${url}/cards/new`, { ...typed, charged: "yes" });
  expect(await open.read(`${url}/home`)).toContain("American Express ending in 0005");
  const customer = await open.stripe.customers.retrieve("cus_acme", {
    expand: ["invoice_settings.default_payment_method"],
  });
  expect(customer).toMatchObject({
    invoice_settings: {
      default_payment_method: { card: { last4: "0005", exp_month: 4, exp_year: 2040 } },
    },
  });
  const { data } = await open.stripe.events.list({ limit: 5 });
  expect(data.map(({ type }) => type)).toEqual([
    "customer.subscription.updated",
    "customer.updated",
    "setup_intent.succeeded",
    "payment_method.attached",
    "setup_intent.created",
  ]);
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
  const page = await open.read(url);
  expect(page).toContain("Add a card");
  expect(page).not.toContain("Cancel plan");
  expect(page).not.toContain("ACME-0004");
  expect((await open.send(`${url}/plans/sub_acme/cancel`)).status).toBe(404);
});

it("lands a deep link on its step, and leaves by the way it names", async () => {
  const url = await open.linkFor("cus_acme", {
    flow_data: {
      type: "subscription_cancel",
      subscription_cancel: { subscription: "sub_acme" },
      after_completion: {
        type: "redirect",
        redirect: { return_url: "http://localhost:5173/bye" },
      },
    },
  });
  const landed = await open.visit(url);
  expect(landed.headers.get("location")).toMatch(/\/plans\/sub_acme\/cancel$/);
  const step = await open.visit(`${url}/plans/sub_acme/cancel`);
  expect(step.headers.get("content-security-policy")).toContain(
    "form-action 'self' http://localhost:5173;",
  );
  const done = await open.send(`${url}/plans/sub_acme/cancel`);
  expect(done.headers.get("location")).toBe("http://localhost:5173/bye");
});

it("confirms a deep link in the words it was given", async () => {
  const url = await open.linkFor("cus_acme", {
    flow_data: {
      type: "payment_method_update",
      after_completion: {
        type: "hosted_confirmation",
        hosted_confirmation: { custom_message: "Thanks <b>a lot</b>" },
      },
    },
  });
  expect((await open.visit(url)).headers.get("location")).toMatch(/\/cards\/new$/);
  const page = await open.sent(`${url}/cards/new`, CARD);
  expect(page).toContain("Thanks &lt;b&gt;a lot&lt;/b&gt;");
});

it("lets a link die after five unused minutes, and an hour after its last use", async () => {
  const unused = await open.linkFor("cus_acme");
  const used = await open.linkFor("cus_acme");
  open.clock.now += 4 * MINUTE;
  expect((await open.visit(used)).status).toBe(200);
  open.clock.now += 2 * MINUTE;
  expect((await open.visit(unused)).status).toBe(410);
  open.clock.now += 55 * MINUTE;
  expect((await open.visit(used)).status).toBe(200);
  open.clock.now += 61 * MINUTE;
  const dead = await open.visit(used);
  expect(dead.status).toBe(410);
  const page = await dead.text();
  expect(page).toContain("This link has expired");
  expect(page).toContain("Return to");
  expect((await open.visit(`${STRIPE_URL}/p/session/test_made_up`)).status).toBe(410);
});

it("writes what people called themselves as text, never as a page", async () => {
  const name = '<script>alert("1")</script>';
  const { id } = await open.stripe.customers.create({ name });
  const page = await open.read(await open.linkFor(id));
  expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  expect(page).not.toContain("<script>");
});

it("is kept by nobody, framed by nobody, and loads nothing from elsewhere", async () => {
  const { headers } = await open.visit(await open.linkFor("cus_acme"));
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
});

it("takes forms from its own pages only", async () => {
  const url = await open.linkFor("cus_acme");
  const address = `${url}/plans/sub_acme/cancel`;
  expect((await open.send(address, {}, "http://evil.example")).status).toBe(403);
  expect((await open.send(address, {}, "null")).status).toBe(403);
  expect((await open.fetch(new Request(address, { method: "POST" }))).status).toBe(403);
  expect((await open.send(address, { feedback: "x".repeat(70_000) })).status).toBe(413);
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ cancel_at: null });
});
