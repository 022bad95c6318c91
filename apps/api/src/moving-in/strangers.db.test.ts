import { ensureCustomer, lookForStrangers } from "@portico/billing";
import { type OpenDatabase, organizationsOf, readDeployment } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import type { Sandbox } from "@portico/sandbox";
import type Stripe from "stripe";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Answering } from "../testing.ts";
import { openStripe, stripeThrough } from "../testing-stripe.ts";

let database: OpenDatabase;
let sandbox: Sandbox;
let stripe: Stripe;
beforeEach(async () => {
  database = await openTestDatabase();
  ({ sandbox, stripe } = openStripe());
});
afterEach(() => database.close());

const through = (answer: Answering) => stripeThrough(sandbox.keys, answer);
const now = () => new Date();
const look = (asked = stripe) =>
  lookForStrangers({ db: database.db, stripe: asked, livemode: false, now });
const ensure = () => ensureCustomer({ db: database.db, stripe, now }, "org_new", null);

it("lets organizations become customers where all who are customers name theirs", async () => {
  await look();
  expect(await readDeployment(database.db)).toMatchObject({ movingIn: "not needed" });
  expect(await ensure()).toMatch(/^cus_/);
});

it("takes on sight whoever names an organization, so that lost rows make no second customer", async () => {
  const metadata = { portico_organization: "org_new" };
  const { id } = await stripe.customers.create({ metadata });
  for (let more = 0; more < 100; more += 1)
    await stripe.customers.create({ metadata: { portico_organization: `org_${more}` } });
  await look();
  expect(await organizationsOf(database.db, [id])).toEqual(new Map([[id, "org_new"]]));
  expect(await ensure()).toBe(id);
});

it("lets nobody become a customer where somebody names no organization", async () => {
  await stripe.customers.create({ name: "From before" });
  await look();
  await expect(ensure()).rejects.toMatchObject({ reason: "NOT_MOVED_IN" });
});

it("asks once, whatever comes to the account later", async () => {
  await look();
  await stripe.customers.create({ name: "Of another product" });
  await look(through(async () => expect.unreachable("Stripe was asked again.")));
  expect(await ensure()).toMatch(/^cus_/);
});

it("waits until Stripe said who is there", async () => {
  const gone = async () => new Response(null, { status: 503 });
  await expect(look(through(gone))).rejects.toThrow("Stripe");
  await expect(ensure()).rejects.toMatchObject({
    reason: "STRIPE_UNAVAILABLE",
    retryAfterSeconds: 60,
  });
  await look();
  expect(await ensure()).toMatch(/^cus_/);
});
