import { vi } from "vitest";
import { z } from "zod";
import { openOperator } from "../operator/testing.ts";
import { type House, openHouse } from "../testing.ts";
import { askClerk, letClerkAnswer } from "../testing-clerk.ts";

export const DAY = 86_400;

/** The whole house, in which Clerk can be asked too, and what its plan for members costs. */
export async function openBusiness() {
  const house = await openHouse();
  letClerkAnswer(house.sandbox.clerk);
  await house.settle();
  return { house, prices: await pricesOfBusiness(house) };
}

export async function closeBusiness(house: House) {
  vi.unstubAllGlobals();
  await house.close();
}

/** What one seat costs of the plan that is paid for by members. */
async function pricesOfBusiness({ deps: { stripe } }: House) {
  const priceOf = async (key: string) =>
    (await stripe.prices.list({ lookup_keys: [key] })).data[0]?.id ?? "";
  return { month: await priceOf("business_month"), year: await priceOf("business_year") };
}

/** A customer of an organization who has this many seats. */
export async function subscribe(
  house: House,
  organization: string,
  price: string,
  quantity: number,
  card = "pm_card_visa",
) {
  const { stripe } = house.deps;
  const customer = await stripe.customers.create({
    metadata: { portico_organization: organization },
    payment_method: card,
    invoice_settings: { default_payment_method: card },
  });
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price, quantity }],
  });
  await house.settle();
  return { customer: customer.id, plan: plan.id };
}

/** Asks Clerk to make something, and tells its id. */
async function make(house: House, path: string, body: object): Promise<string> {
  return z.object({ id: z.string() }).parse(await askClerk(house.sandbox, "POST", path, body)).id;
}

/** An organization with one member: Grace, its admin. */
export async function found(house: House): Promise<string> {
  const id = await make(house, "/organizations", { name: "New", created_by: "user_grace" });
  await house.settle();
  return id;
}

/** So many people who belong to nobody yet. */
export async function makePeople(house: House, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Promise.all(
    numbers.map((number) =>
      make(house, "/users", { first_name: `No. ${number}`, email_address: [`no${number}@x.test`] }),
    ),
  );
}

export function join(house: House, organization: string, user_id: string) {
  return house.askClerk("POST", `/organizations/${organization}/memberships`, {
    user_id,
    role: "org:member",
  });
}

/** Does what is asked for, whatever it waits for. */
export async function doNow(house: House) {
  await house.deps.db.execute(
    "update portico.errands set next_attempt_at = now() - interval '1 second'",
  );
  await house.doErrands();
}

/** What a doctor finds. */
export async function findings(house: House): Promise<string[]> {
  const { ask, close } = await openOperator(house);
  const happened = [];
  for await (const { findings } of await ask.doctor.query())
    happened.push(...findings.map((each) => each.happened));
  await close();
  return happened;
}

export function leave(house: House, organization: string, user: string) {
  return house.askClerk("DELETE", `/organizations/${organization}/memberships/${user}`);
}
