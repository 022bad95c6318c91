import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { doNow } from "../errands/testing.ts";
import { letClerkAnswer } from "../testing-clerk.ts";
import { BACK, type Buyer, openTill, refused, type Till } from "./till.ts";

let till: Till;
let ada: Buyer;
let grace: Buyer;
beforeAll(async () => {
  till = await openTill();
  // Two members of Acme and one of Globex, and Clerk's word of one more is on its way.
  for (const organization of ["org_acme", "org_globex"]) await joinUnheard(organization);
});
beforeEach(async () => {
  ada = await till.as("ada", "org_acme");
  grace = await till.as("grace", "org_globex");
  letClerkAnswer(till.sandbox.clerk);
});
afterAll(() => till.close());

async function joinUnheard(organization: string) {
  const answer = await till.sandbox.clerk(
    new Request(`${till.settings.clerk.apiUrl}/v1/organizations/${organization}/memberships`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${till.settings.clerk.secretKey}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ user_id: "user_linus", role: "org:member" }),
    }),
  );
  expect(answer.status).toBe(200);
}

const business = { plan: "business", interval: "month" };
const sold = async () => {
  const { sessions } = till.deps.stripe.checkout;
  const { data } = await sessions.list({ limit: 1, expand: ["data.line_items"] });
  return data[0]?.line_items?.data[0]?.quantity;
};
const changed = async () =>
  (await till.deps.stripe.subscriptions.retrieve("sub_acme")).items.data[0]?.quantity;

it("sells as many seats as Clerk counts members, whatever it has not told us yet", async () => {
  expect(await grace.start({ ...business, returnUrl: BACK })).toMatchObject({ status: 200 });
  expect(await sold()).toBe(2);
});

it("sells to nobody whose organization Clerk does not have any more", async () => {
  letClerkAnswer(async () => Response.json({ errors: [] }, { status: 404 }));
  for (const answer of [
    await grace.start({ ...business, returnUrl: BACK }),
    await ada.preview(business),
    await ada.change(business),
  ])
    expect(answer).toMatchObject(refused(404, "ORGANIZATION_NOT_FOUND"));
});

it("goes by what our rows know while Clerk is away, and sets it right once it is back", async () => {
  letClerkAnswer(async () => new Response("no", { status: 503 }));
  expect(await ada.change(business)).toMatchObject({ status: 200 });
  expect(await changed()).toBe(2);
  letClerkAnswer(till.sandbox.clerk);
  await doNow(till);
  expect(await changed()).toBe(3);
});

it("changes to as many seats as Clerk counts members, as previewed", async () => {
  const yearly = { plan: "business", interval: "year" };
  const three = { status: 200, body: { result: { data: { seats: 3 } } } };
  expect(await ada.preview(yearly)).toMatchObject(three);
  expect(await ada.change(yearly)).toMatchObject(three);
  expect(await changed()).toBe(3);
});
