import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Catalog } from "./catalog.ts";
import { planPlans, type PlansStep, type PriceStep, type ProductStep } from "./plan-plans.ts";
import type { WantedPrice } from "./wanted-plans.ts";

export async function applyPlans(stripe: Stripe, catalog: Catalog) {
  for (const step of await planPlans(stripe, catalog)) await applyPlansStep(stripe, step);
}

/** Takes one step. Two who take it at once make one product and one price, because they ask with one key. */
export async function applyPlansStep(stripe: Stripe, step: PlansStep): Promise<string[]> {
  const ids: string[] = [];
  for (const product of step.products) ids.push(await applyProduct(stripe, step.name, product));
  const [product = ""] = ids;
  for (const price of step.prices) ids.push(await applyPrice(stripe, product, price));
  return ids;
}

async function applyProduct(stripe: Stripe, name: string, step: ProductStep): Promise<string> {
  switch (step.does) {
    case "nothing":
      return step.id;
    case "change":
      return (await stripe.products.update(step.id, step.wanted)).id;
    case "create": {
      const idempotencyKey = `portico-product-${name}-${hashOf(step.wanted)}`;
      return (await stripe.products.create(step.wanted, { idempotencyKey })).id;
    }
  }
}

async function applyPrice(stripe: Stripe, product: string, step: PriceStep): Promise<string> {
  const { wanted } = step;
  switch (step.does) {
    case "nothing":
      return step.id;
    case "change": {
      const { currency_options = {} } = pricing(wanted);
      return (await stripe.prices.update(step.id, { active: true, currency_options })).id;
    }
    case "create":
    case "replace": {
      const asked = {
        product,
        ...pricing(wanted),
        ...(wanted.every && { recurring: wanted.every }),
        lookup_key: wanted.lookupKey,
        transfer_lookup_key: true,
      };
      // What was wanted before may be wanted again, and is then another price than the first.
      const after = step.does === "replace" ? step.id : null;
      const idempotencyKey = `portico-price-${wanted.lookupKey}-${hashOf({ asked, after })}`;
      return (await stripe.prices.create(asked, { idempotencyKey })).id;
    }
  }
}

function pricing({ amounts }: WantedPrice) {
  const [[currency, unit_amount] = ["usd", 0], ...others] = Object.entries(amounts);
  return {
    currency,
    unit_amount,
    ...(others.length > 0 && {
      currency_options: Object.fromEntries(
        others.map(([name, amount]) => [name, { unit_amount: amount }]),
      ),
    }),
  };
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
