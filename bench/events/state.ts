import type Stripe from "stripe";
import { z } from "zod";

/** What may be compared of a plan, as text. */
export type Plan = string;

const row = z.object({
  id: z.string(),
  status: z.string(),
  cancel_at: z.coerce.number().nullable(),
  items: z.array(z.tuple([z.string(), z.string(), z.number()])).nullable(),
});

export function planFrom(found: unknown): [string, Plan] {
  const { id, status, cancel_at: cancelAt, items } = row.parse(found);
  return [id, JSON.stringify([status, cancelAt || null, items?.toSorted()])];
}

export async function truthOf(sdk: Stripe, plans: { id: string }[]): Promise<Map<string, Plan>> {
  const truth = new Map<string, Plan>();
  for (const { id } of plans) {
    const { status, cancel_at, items } = await sdk.subscriptions.retrieve(id);
    const said = items.data.map(({ id, price, quantity }) => [id, price.id, quantity]);
    truth.set(...planFrom({ id, status, cancel_at, items: said }));
  }
  return truth;
}

export const FLOOR_STATE = `
  select id, says->>'status' as status, says->>'cancel_at' as cancel_at,
    (select json_agg(json_build_array(item->>'id', item->'price'->>'id', item->'quantity'))
      from jsonb_array_elements(says->'items'->'data') as item) as items
  from objects where says->>'object' = 'subscription'`;

export const PORTICO_STATE = `
  select id, says->>'status' as status,
    extract(epoch from (says->>'cancelAt')::timestamptz) as cancel_at,
    (select json_agg(json_build_array(item->>'id', item->>'price', item->'quantity'))
      from jsonb_array_elements(says->'items') as item) as items
  from portico.mirror where kind = 'subscription' and deleted_at is null`;

export const SYNC_ENGINE_STATE = `
  select id, status::text as status, cancel_at,
    (select json_agg(json_build_array(item.id, item.price, item.quantity))
      from stripe.subscription_items as item
      where item.subscription = plan.id and item.deleted is not true) as items
  from stripe.subscriptions as plan`;
