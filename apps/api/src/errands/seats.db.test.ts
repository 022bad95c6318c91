import { hearClerk } from "@portico/billing";
import { historyOf, troubledErrands } from "@portico/db";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { APP_URL, type House } from "../testing.ts";
import { letClerkAnswer } from "../testing-clerk.ts";
import {
  closeBusiness,
  DAY,
  doNow,
  found,
  join,
  leave,
  makePeople,
  openBusiness,
  subscribe,
} from "./testing.ts";

let house: House;
let prices: { month: string; year: string };
let organization: string;
beforeAll(async () => {
  ({ house, prices } = await openBusiness());
});
beforeEach(async () => {
  organization = await found(house);
});
afterAll(() => closeBusiness(house));

/** When Stripe takes another change. */
async function later() {
  house.wait(21);
  await doNow(house);
}

async function quantityOf(plan: string): Promise<number | undefined> {
  const { items } = await house.deps.stripe.subscriptions.retrieve(plan);
  return items.data[0]?.quantity;
}

async function invoicesOf(customer: string) {
  const { data } = await house.deps.stripe.invoices.list({ customer, limit: 100 });
  return data.map(({ total, status, billing_reason }) => [billing_reason, total, status]);
}

/** The newest first. */
async function seatChanges() {
  const changes = await historyOf(house.deps.db, organization, { limit: 200 });
  return changes.flatMap(({ cause, after }) =>
    cause.by === "seats" && after?.kind === "subscription"
      ? [{ members: cause.members, seats: after.items[0]?.quantity }]
      : [],
  );
}

async function asked(procedure: string, input?: object) {
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const authorization = `Bearer ${await house.tokenOf("grace", organization)}`;
  const answer = await house.fetch(
    new Request(`${APP_URL}/trpc/billing.${procedure}${query}`, { headers: { authorization } }),
  );
  return answer.json();
}

async function whys(): Promise<string[]> {
  const entries = z.object({ entries: z.array(z.object({ why: z.string() })) });
  const page = z.object({ result: z.object({ data: entries }) });
  return page.parse(await asked("history", {})).result.data.entries.map(({ why }) => why);
}

async function seatsShown(): Promise<unknown> {
  const view = z.object({ result: z.object({ data: z.object({ seats: z.unknown() }) }) });
  return view.parse(await asked("view")).result.data.seats;
}

it("pays for a member who comes on the next invoice of a monthly plan, and no more once one leaves", async () => {
  const { customer, plan } = await subscribe(house, organization, prices.month, 1);
  await join(house, organization, "user_bob");
  expect(await quantityOf(plan)).toBe(1);
  expect(await seatsShown()).toEqual({ members: 2, billed: 1, trouble: null });
  await doNow(house);
  expect(await quantityOf(plan)).toBe(2);
  expect(await invoicesOf(customer)).toEqual([["subscription_create", 14_900, "paid"]]);
  expect(await seatChanges()).toEqual([{ members: ["user_bob"], seats: 2 }]);
  expect(await whys()).toContain("The seats follow the members: Bob Kahn.");
  const { lines } = await house.deps.stripe.invoices.createPreview({
    customer,
    subscription: plan,
  });
  expect(lines.data.map(({ amount }) => amount)).toEqual([-14_900, 29_800, 29_800]);
  await leave(house, organization, "user_bob");
  await later();
  expect(await quantityOf(plan)).toBe(1);
});

it("counts nobody who was only asked to join, and keeps one seat when all have left", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 2);
  await house.askClerk("POST", `/organizations/${organization}/invitations`, {
    email_address: "eve@globex.test",
    role: "org:member",
  });
  await doNow(house);
  expect(await quantityOf(plan)).toBe(1);
  await leave(house, organization, "user_grace");
  await later();
  expect(await quantityOf(plan)).toBe(1);
});

it("makes few changes of a hundred members who come at once, and names them all", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 1);
  const people = await makePeople(house, 100);
  for (const [index, person] of people.entries()) {
    await join(house, organization, person);
    if (index % 10 > 0) continue;
    house.wait(1);
    await house.doErrands();
  }
  await later();
  expect(await quantityOf(plan)).toBe(101);
  const changes = await seatChanges();
  expect(changes.length).toBeLessThanOrEqual(3);
  expect(changes.flatMap(({ members }) => members).toSorted()).toEqual(people.toSorted());
});

it("invoices who comes to a yearly plan at once, and not twice a day", async () => {
  const { customer, plan } = await subscribe(house, organization, prices.year, 1);
  await join(house, organization, "user_bob");
  await doNow(house);
  expect(await invoicesOf(customer)).toEqual([
    ["subscription_update", 149_000, "paid"],
    ["subscription_create", 149_000, "paid"],
  ]);
  for (const person of ["user_ada", "user_linus"]) {
    await join(house, organization, person);
    await later();
  }
  expect(await quantityOf(plan)).toBe(2);
  expect(await seatsShown()).toEqual({ members: 4, billed: 2, trouble: "waits" });
  house.sandbox.advance(DAY);
  await later();
  expect(await quantityOf(plan)).toBe(4);
  expect(await invoicesOf(customer)).toHaveLength(3);
  expect((await seatChanges()).map(({ members }) => members)).toEqual([
    ["user_ada", "user_linus"],
    ["user_bob"],
  ]);
});

it("counts, so that no word of Clerk's that comes late or twice is a seat", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 1);
  await join(house, organization, "user_bob");
  await doNow(house);
  for (const what of ["deleted", "created"]) {
    const data = {
      organization: { id: organization },
      public_user_data: { user_id: "user_bob" },
      role: "org:member",
    };
    const word = { type: `organizationMembership.${what}`, data, timestamp: 1 };
    await hearClerk(house.deps.db, `msg_${what}`, word, house.deps.now());
  }
  await later();
  expect(await quantityOf(plan)).toBe(2);
  expect(await seatChanges()).toHaveLength(1);
});

it("lets who came have a seat although the card is declined, and leaves the invoice open", async () => {
  const { customer, plan } = await subscribe(house, organization, prices.year, 1);
  const { stripe } = house.deps;
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: bad.id } });
  await join(house, organization, "user_bob");
  await doNow(house);
  expect(await quantityOf(plan)).toBe(2);
  expect(await invoicesOf(customer)).toEqual([
    ["subscription_update", 149_000, "open"],
    ["subscription_create", 149_000, "paid"],
  ]);
});

it("sets back what somebody set by hand", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 1);
  const { items } = await house.deps.stripe.subscriptions.retrieve(plan);
  await house.deps.stripe.subscriptionItems.update(items.data[0]?.id ?? "", { quantity: 7 });
  await house.settle();
  await doNow(house);
  expect(await quantityOf(plan)).toBe(1);
});

it("shows that Stripe does not let it, goes on trying, and tells whoever runs this service", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 1);
  house.stripeAnswers(async (request) =>
    request.method === "POST"
      ? Response.json(
          { error: { type: "invalid_request_error", message: "Not so many." } },
          { status: 400 },
        )
      : house.sandbox.stripe(request),
  );
  await join(house, organization, "user_bob");
  await doNow(house);
  house.stripeAnswers();
  expect(await seatsShown()).toEqual({ members: 2, billed: 1, trouble: "fails" });
  const failed = (await troubledErrands(house.deps.db, 1))[0];
  expect(failed).toMatchObject({ subject: organization, lastError: "Not so many.", attempts: 1 });
  await doNow(house);
  expect(await quantityOf(plan)).toBe(2);
  expect(await seatsShown()).toEqual({ members: 2, billed: 2, trouble: null });
});

it("waits while Clerk or Stripe is away, and then counts those who are there", async () => {
  const { plan } = await subscribe(house, organization, prices.month, 1);
  await join(house, organization, "user_bob");
  letClerkAnswer(async () => new Response("no", { status: 503 }));
  await doNow(house);
  letClerkAnswer(house.sandbox.clerk);
  house.stripeAnswers(async () => Response.json({ error: { message: "no" } }, { status: 500 }));
  await doNow(house);
  house.stripeAnswers();
  await join(house, organization, "user_ada");
  expect(await quantityOf(plan)).toBe(1);
  await doNow(house);
  expect(await quantityOf(plan)).toBe(3);
});

it("leaves alone who pays for no members", async () => {
  await join(house, "org_initech", "user_bob");
  await doNow(house);
  const { data } = await house.deps.stripe.subscriptions.list({ customer: "cus_initech" });
  expect(data[0]?.items.data[0]?.quantity).toBe(1);
});
