import { mkdtempSync, rmSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { worldInFolder } from "../../world.ts";
import { expectAgreement } from "../lives/agreement.ts";
import { openTestSandbox } from "../testing/sandbox.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MONTH = 31 * 24 * 60 * 60;

it("shows the demo: who pays, who cannot, and nobody who never came", async () => {
  const { stripe, clock } = openTestSandbox();
  const now = Math.floor(clock.now / 1000);
  const { data } = await stripe.customers.list();
  expect(data.map(({ id, metadata }) => [id, metadata.portico_organization])).toEqual([
    ["cus_initech", "org_initech"],
    ["cus_acme", "org_acme"],
    ["cus_umbrella", "org_umbrella"],
  ]);

  const acme = await stripe.subscriptions.retrieve("sub_acme", {
    expand: ["default_payment_method", "latest_invoice", "items.data.price.product"],
  });
  const [item] = acme.items.data;
  expect(acme).toMatchObject({
    status: "active",
    default_payment_method: { card: { brand: "visa", last4: "4242" } },
    latest_invoice: { status: "paid" },
  });
  expect(item).toMatchObject({ price: { unit_amount: 4900, product: { name: "Team" } } });
  expect(item?.current_period_start).toBeLessThan(now);
  expect(item?.current_period_end).toBeGreaterThan(now);
  expect(item?.current_period_end).toBeLessThan(now + MONTH);

  const umbrella = await stripe.subscriptions.retrieve("sub_umbrella");
  expect(umbrella.items.data[0]?.price.recurring?.interval).toBe("year");
  const initech = await stripe.subscriptions.retrieve("sub_initech", {
    expand: ["latest_invoice"],
  });
  expect(initech).toMatchObject({
    status: "past_due",
    latest_invoice: { status: "open", amount_remaining: 1900 },
  });
});

it("has been paid by card, and one card said no", async () => {
  const { stripe } = openTestSandbox();
  for (const customer of ["cus_initech", "cus_acme", "cus_umbrella"])
    await expectAgreement(stripe, customer);
  const { data } = await stripe.charges.list({ customer: "cus_initech" });
  expect(data.map(({ status }) => status)).toEqual(["failed", "succeeded", "succeeded"]);
});

it("bills each month on the same day, without a gap", async () => {
  const { stripe } = openTestSandbox();
  const { data } = await stripe.invoices.list({ customer: "cus_acme", status: "paid" });
  expect(data.map(({ number }) => number)).toEqual([
    "ACME-0004",
    "ACME-0003",
    "ACME-0002",
    "ACME-0001",
  ]);
  for (const [place, invoice] of data.slice(1).entries())
    expect(invoice.lines.data[0]?.period.end).toBe(data[place]?.lines.data[0]?.period.start);
});

it("is sown once per world, and remembers what was done since", async () => {
  const first = openTestSandbox({ world: worldInFolder(folder) });
  await first.stripe.customers.del("cus_umbrella");
  const { url } = await first.stripe.billingPortal.sessions.create({ customer: "cus_acme" });

  const second = openTestSandbox({ world: worldInFolder(folder) });
  const { data } = await second.stripe.customers.list();
  expect(data.map(({ id }) => id)).toEqual(["cus_initech", "cus_acme"]);
  expect(await second.stripe.customers.retrieve("cus_umbrella")).toMatchObject({ deleted: true });
  expect((await second.fetch(new Request(url))).status).toBe(200);
  expect(second.outbox.pending()).toBe(first.outbox.pending());
});

it("forgets only what was half written when it was killed", async () => {
  const first = openTestSandbox({ world: worldInFolder(folder) });
  const { id } = await first.stripe.customers.create({ name: "Whole" });
  appendFileSync(join(folder, "world.ndjson"), '[{"table":"stripe_customers","id":"cus_ha');

  const second = openTestSandbox({ world: worldInFolder(folder) });
  expect(await second.stripe.customers.retrieve(id)).toMatchObject({ name: "Whole" });
  await second.stripe.customers.update(id, { name: "Still whole" });

  const third = openTestSandbox({ world: worldInFolder(folder) });
  expect(await third.stripe.customers.retrieve(id)).toMatchObject({ name: "Still whole" });
});

it("answers the same idempotency key after a restart", async () => {
  const wish = [{ name: "Once" }, { idempotencyKey: "once" }] as const;
  const first = openTestSandbox({ world: worldInFolder(folder) });
  const { id } = await first.stripe.customers.create(...wish);
  const second = openTestSandbox({ world: worldInFolder(folder) });
  expect((await second.stripe.customers.create(...wish)).id).toBe(id);
});

it("follows the host when its addresses move", async () => {
  openTestSandbox({ world: worldInFolder(folder) });
  const moved = openTestSandbox({
    world: worldInFolder(folder),
    webhookUrl: "http://localhost:9000/webhooks/stripe",
    appUrl: "http://localhost:6000",
  });
  const { data } = await moved.stripe.webhookEndpoints.list();
  expect(data.map(({ url }) => url)).toEqual(["http://localhost:9000/webhooks/stripe"]);
  const session = await moved.stripe.billingPortal.sessions.create({ customer: "cus_acme" });
  expect(session.return_url).toBe("http://localhost:6000");
});

it("forgets events after thirty days, when it starts again", async () => {
  const { stripe, moveBy, books } = openTestSandbox({ world: worldInFolder(folder) });
  moveBy(40 * 24 * 60 * 60);
  const { data } = await stripe.events.list({ limit: 100 });
  const lately = data.filter(({ created }) => created > books.now() - 30 * 24 * 60 * 60);
  expect(data.length).toBeGreaterThan(lately.length);
  const again = openTestSandbox({ world: worldInFolder(folder) });
  expect((await again.stripe.events.list({ limit: 100 })).data).toHaveLength(lately.length);
});
