import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "../database.ts";
import { history, mirror, notices } from "../schema.ts";

/** In the place of whoever it was. */
export const NOBODY = "erased";

/** Of what Stripe says, and of what was made of it: how cards are known, and who had something changed. */
export async function eraseFromMirror(tx: Database, ofCustomers: string[]): Promise<number> {
  const erased = await tx
    .update(mirror)
    .set({ says: withoutCard(mirror.says) })
    .where(and(inArray(mirror.customerId, ofCustomers), namesCard(mirror.says)))
    .returning({ id: mirror.id });
  return erased.length;
}

export async function eraseFromHistory(tx: Database, organization: string): Promise<number> {
  const { before, after, cause } = history;
  const erased = await tx
    .update(history)
    .set({ before: withoutCard(before), after: withoutCard(after), cause: withoutPeople(cause) })
    .where(
      and(
        eq(history.organizationId, organization),
        or(namesCard(before), namesCard(after), namesPeople(cause)),
      ),
    )
    .returning({ id: history.id });
  return erased.length;
}

export async function eraseFromNotices(tx: Database, organization: string): Promise<number> {
  const erased = await tx
    .update(notices)
    .set({ cause: withoutPeople(notices.cause) })
    .where(and(eq(notices.organizationId, organization), namesPeople(notices.cause)))
    .returning({ id: notices.id });
  return erased.length;
}

function namesCard(says: PgColumn): SQL {
  return sql`(${says}->>'kind' = 'payment_method' and coalesce(${says}->>'brand', ${says}->>'last4', ${says}->>'expMonth', ${says}->>'expYear') is not null)`;
}

function withoutCard(says: PgColumn): SQL {
  return sql`case when ${says}->>'kind' = 'payment_method' then ${says} || '{"brand":null,"last4":null,"expMonth":null,"expYear":null}' else ${says} end`;
}

/** An operator is none of the organization's people. */
function isAsked(cause: PgColumn): SQL {
  return sql`${cause}->>'by' in ('refresh', 'change')`;
}

function namesPeople(cause: PgColumn): SQL {
  return sql`(${isAsked(cause)} and ${cause}->>'actor' <> ${NOBODY} or ${cause}->'members' <> '[]')`;
}

function withoutPeople(cause: PgColumn): SQL {
  return sql`case when ${isAsked(cause)} then jsonb_set(${cause}, '{actor}', to_jsonb(${NOBODY}::text))
    when ${cause} ? 'members' then jsonb_set(${cause}, '{members}', '[]') else ${cause} end`;
}
