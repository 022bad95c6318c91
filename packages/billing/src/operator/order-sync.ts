import { z } from "zod";
import { WORKERS_SHARE } from "../stripe/pace.ts";
import { syncAll, type SyncNeeds } from "../sync/sync-all.ts";

export const syncWish = z.strictObject({
  /** How much of Stripe's pace it may take. */
  share: z.number().min(0.01).max(WORKERS_SHARE).default(0.25),
  /** Whether the host is told of what changed. */
  tell: z.boolean().default(false),
});

export interface OrderSyncNeeds {
  prepareSync(share: number, tells: boolean): SyncNeeds;
}

/** Tells how far it is after each customer. */
export function orderSync(needs: OrderSyncNeeds, { share, tell }: z.infer<typeof syncWish>) {
  return syncAll(needs.prepareSync(share, tell));
}
