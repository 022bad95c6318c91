import type { Database } from "../database.ts";
import { deployment } from "../schema.ts";

export type Deployment = Pick<typeof deployment.$inferSelect, "stripeAccount" | "livemode">;

/** The first account and mode to come is remembered for good; the answer is what is remembered. */
export async function rememberDeployment(db: Database, asked: Deployment): Promise<Deployment> {
  await db.insert(deployment).values(asked).onConflictDoNothing();
  const [remembered] = await db.select().from(deployment);
  return remembered ?? asked;
}
