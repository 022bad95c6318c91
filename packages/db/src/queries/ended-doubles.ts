import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { errands, history } from "../schema.ts";

export interface EndedDouble {
  organization: string;
  customer: string;
  subscription: string;
  /** The one that was there before. */
  kept: string;
}

/** Plans that we ended since then because they were bought beside another. */
export async function endedDoubles(db: Database, since: Date): Promise<EndedDouble[]> {
  return db
    .selectDistinct({
      organization: errands.organizationId,
      customer: sql<string>`${history.customerId}`,
      subscription: errands.subject,
      kept: sql<string>`${history.cause}->>'kept'`,
    })
    .from(errands)
    .innerJoin(
      history,
      and(
        eq(history.organizationId, errands.organizationId),
        eq(history.objectId, errands.subject),
        sql`${history.cause}->>'by' = 'double'`,
      ),
    )
    .where(and(eq(errands.kind, "end double"), gte(errands.doneAt, since)));
}
