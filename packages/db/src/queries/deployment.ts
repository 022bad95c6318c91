import { eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { deployment, type MovingIn } from "../schema.ts";

export type Deployment = Pick<typeof deployment.$inferSelect, "stripeAccount" | "livemode">;

/** The first account and mode to come is remembered for good; the answer is what is remembered. */
export async function rememberDeployment(db: Database, asked: Deployment): Promise<Deployment> {
  await db.insert(deployment).values(asked).onConflictDoNothing();
  const [remembered] = await db.select().from(deployment);
  return remembered ?? asked;
}

/** Nothing where no Stripe account was ever seen. */
export async function readDeployment(db: Database) {
  const [row] = await db.select().from(deployment);
  return row ?? null;
}

/** Up to when Stripe's events were looked through for some that never came. */
export async function caughtUpTo(db: Database): Promise<Date | null> {
  const [row] = await db.select({ at: deployment.caughtUpTo }).from(deployment);
  return row?.at ?? null;
}

export async function keepCaughtUpTo(db: Database, at: Date) {
  await db
    .update(deployment)
    .set({ caughtUpTo: sql`greatest(${deployment.caughtUpTo}, ${at.toISOString()}::timestamptz)` });
}

/** Nothing where the deployment is not remembered yet. */
export async function movingIn(db: Database): Promise<MovingIn | null> {
  const [row] = await db.select({ movingIn: deployment.movingIn }).from(deployment);
  return row?.movingIn ?? null;
}

/** The first answer is kept. */
export async function keepMovingIn(db: Database, found: "not needed" | "needed") {
  await db.update(deployment).set({ movingIn: found }).where(eq(deployment.movingIn, "not known"));
}

export async function markMovedIn(db: Database) {
  await db.update(deployment).set({ movingIn: "done" });
}
