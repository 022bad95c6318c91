import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "./as-the-page.ts";
import { APP_URL, type House, jsonOf, openHouse, type Person } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const view = async (person: Person, organization: string) =>
  jsonOf(await query(house, [person, organization], "view"));

const shown = (data: object) => ({ result: { data: expect.objectContaining(data) } });

describe("what the page shows", () => {
  it("is what Stripe and Clerk told us: plan, card and invoices of Acme", async () => {
    expect(await view("ada", "org_acme")).toEqual(
      shown({
        organization: { id: "org_acme", name: "Acme" },
        mayManage: true,
        hasCustomer: true,
        subscriptions: [
          expect.objectContaining({
            status: "active",
            cancelAt: null,
            items: [
              expect.objectContaining({
                plan: "Team",
                unitAmount: 4900,
                currency: "usd",
                interval: "month",
              }),
            ],
          }),
        ],
        paymentMethod: expect.objectContaining({ brand: "visa", last4: "4242" }),
        invoices: expect.arrayContaining([expect.objectContaining({ status: "paid" })]),
      }),
    );
  });

  it("tells a member whom to ask", async () => {
    expect(await view("bob", "org_acme")).toEqual(
      shown({ mayManage: false, askToManage: [{ name: "Ada Lovelace", email: "ada@acme.test" }] }),
    );
  });

  it("is past due for Initech, and nothing yet for Globex", async () => {
    expect(await view("linus", "org_initech")).toEqual(
      shown({ subscriptions: [expect.objectContaining({ status: "past_due" })] }),
    );
    expect(await view("grace", "org_globex")).toEqual(
      shown({ hasCustomer: false, subscriptions: [], invoices: [] }),
    );
  });

  it("follows a change at Stripe", async () => {
    await house.deps.stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: true });
    await house.settle();
    const cancelling = shown({
      subscriptions: [expect.objectContaining({ cancelAt: expect.any(String) })],
    });
    expect(await view("ada", "org_umbrella")).toEqual(cancelling);

    await house.deps.stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: false });
    await house.settle();
    expect(await view("ada", "org_umbrella")).toEqual(
      shown({ subscriptions: [expect.objectContaining({ cancelAt: null })] }),
    );
  });

  it("waits while Stripe is down, and is right when it is back", async () => {
    const ending = shown({
      subscriptions: [expect.objectContaining({ cancelAt: expect.any(String) })],
    });
    await house.deps.stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: true });
    house.stripeAnswers(async () =>
      Response.json({ error: { type: "api_error" } }, { status: 503 }),
    );
    await house.settle();
    expect(await view("ada", "org_umbrella")).not.toEqual(ending);

    house.stripeAnswers();
    house.wait(60);
    await house.settle();
    expect(await view("ada", "org_umbrella")).toEqual(ending);
  });
});

describe("a membership that ended at Clerk", () => {
  it("refuses at once, before the token expires", async () => {
    const authorization = `Bearer ${await house.tokenOf("bob", "org_acme")}`;
    await house.askClerk("DELETE", "/organizations/org_acme/memberships/user_bob");
    const answer = await house.fetch(
      new Request(`${APP_URL}/trpc/billing.view`, { headers: { authorization } }),
    );
    expect(answer.status).toBe(403);
    expect(await jsonOf(answer)).toMatchObject({ error: { data: { reason: "NOT_ALLOWED" } } });
  });
});
