import {
  announce,
  giveBackLease,
  heldLeases,
  keepPlans,
  type Lease,
  markDone,
  type OpenLetter,
  organizationsOn,
  takeLease,
} from "@portico/db";
import { grantPaid } from "../credits/granting/grant-paid.ts";
import { invoicesPaidFor } from "../credits/granting/invoices-paid-for.ts";
import { LEASE_MS, LostLease } from "../leases.ts";
import { PACK_KEY, PLAN_KEY } from "../plans/catalog.ts";
import { PLANS_LEASE } from "../plans/catalog-prices.ts";
import type { SettleNeeds } from "./settle-needs.ts";
import { tryLater } from "./try-later.ts";

/** Asks what plans are called that were met for the first time, or renamed. A price is read when it is sold next. Tells how many letters that settled. */
export async function namePlans(needs: SettleNeeds, letters: OpenLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const now = needs.now();
  const lease = await takeLease(needs.db, PLANS_LEASE, now, new Date(now.getTime() + LEASE_MS));
  if (!lease) return 0;
  const settled = await name(needs, lease, letters).catch(async (error: unknown) => {
    await tryLater(needs, { customer: PLANS_LEASE, letters }, error);
    return 0;
  });
  await giveBackLease(needs.db, lease, needs.now());
  return settled;
}

async function name(needs: SettleNeeds, lease: Lease, letters: OpenLetter[]): Promise<number> {
  const ids = [...new Set(letters.flatMap(productIn))];
  const { data } =
    ids.length > 0 ? await needs.stripe.products.list({ ids, limit: 100 }) : { data: [] };
  await needs.db.transaction(async (tx) => {
    const held = await heldLeases(tx, [lease]);
    if (held.size === 0) throw new LostLease([PLANS_LEASE]);
    await keepPlans(
      tx,
      data.map(({ id, name, metadata }) => ({
        id,
        name,
        plan: metadata[PLAN_KEY] ?? null,
        pack: metadata[PACK_KEY] ?? null,
      })),
    );
    await markDone(
      tx,
      letters.map(({ id }) => id),
      needs.now(),
    );
    await grantPaid(tx, needs.catalog, await invoicesPaidFor(tx, ids), needs.now());
    await announce(tx, await organizationsOn(tx, ids));
  });
  return letters.length;
}

function productIn({ type, objectId }: OpenLetter): string[] {
  return type.startsWith("product.") && objectId !== null ? [objectId] : [];
}
