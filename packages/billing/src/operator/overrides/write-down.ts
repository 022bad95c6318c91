import {
  announce,
  type Database,
  keepHistory,
  type OverrideRow,
  type OverrideSaid,
} from "@portico/db";

interface OverrideChange {
  before: OverrideRow | null;
  after: OverrideRow;
  author: string;
  at: Date;
}

/** Into the history, and to whoever watches. */
export async function writeDown(tx: Database, { before, after, author, at }: OverrideChange) {
  const { id, organizationId } = after;
  await keepHistory(tx, [
    {
      organizationId,
      customerId: null,
      objectId: `override_${id}`,
      before: before && saidOf(before),
      after: saidOf(after),
      cause: { by: "operator", actor: author },
      stripeAt: at,
      at,
    },
  ]);
  await announce(tx, [organizationId]);
}

function saidOf({ gives, author, reason, startsAt, endsAt }: OverrideRow): OverrideSaid {
  return {
    kind: "override",
    gives,
    author,
    reason,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}
