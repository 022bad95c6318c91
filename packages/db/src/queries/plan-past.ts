import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { customers, history, mirror } from "../schema.ts";

/** Whether it ever had a plan, whatever became of that at Stripe. */
export async function hadPlan(db: Database, organization: string): Promise<boolean> {
  const [known] = await db
    .select({ id: history.id })
    .from(history)
    .where(
      and(
        eq(history.organizationId, organization),
        sql`coalesce(${history.after}, ${history.before})->>'kind' = 'subscription'`,
      ),
    )
    .limit(1);
  return known !== undefined;
}

export interface PlanPast {
  /** It has a subscription in one of these states. */
  subscribed: boolean;
  /** It was on trial once, as whatever customer. */
  hadTrial: boolean;
}

/** What an organization subscribed to so far, in one statement. */
export async function planPastOf(
  db: Database,
  organization: string,
  states: readonly string[],
): Promise<PlanPast> {
  const subscriptionsThat = (...are: SQL[]) =>
    db
      .select({ one: sql`1` })
      .from(mirror)
      .innerJoin(customers, eq(customers.id, mirror.customerId))
      .where(
        and(eq(customers.organizationId, organization), eq(mirror.kind, "subscription"), ...are),
      );
  const running = subscriptionsThat(
    isNull(mirror.deletedAt),
    sql`${mirror.says}->>'status' = any(${sql.param(states)}::text[])`,
  );
  const onTrial = subscriptionsThat(sql`${mirror.says}->>'trialEnd' is not null`);
  const onTrialBefore = db
    .select({ one: sql`1` })
    .from(history)
    .where(
      and(eq(history.organizationId, organization), sql`${history.after}->>'trialEnd' is not null`),
    );
  const [past] = await db
    .select({
      subscribed: sql<boolean>`exists (${running})`,
      hadTrial: sql<boolean>`exists (${onTrial}) or exists (${onTrialBefore})`,
    })
    .from(sql`(values (1)) as one`);
  if (!past) throw new Error("One row was selected and none came.");
  return past;
}
