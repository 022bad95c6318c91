import { and, count, inArray, isNull, max } from "drizzle-orm";
import type { Database } from "../database.ts";
import { inbox } from "../schema.ts";

/** What was last heard of any price. When that is another than before, one changed at Stripe. */
export async function newestWordOfPrices(db: Database): Promise<string> {
  const [word] = await db
    .select({ newest: max(inbox.receivedAt), many: count() })
    .from(inbox)
    // By the index on customers, of which a price has none.
    .where(and(isNull(inbox.customerId), inArray(inbox.type, ["price.created", "price.updated"])));
  return `${word?.newest?.toISOString() ?? "never"} ${word?.many ?? 0}`;
}
