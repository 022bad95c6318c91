import {
  announce,
  type Cause,
  customerOf,
  type Database,
  keepHistory,
  keepNotices,
  mirrorOf,
  type OverrideRow,
  type OverrideSaid,
  overridesHeld,
} from "@portico/db";
import { stateFrom } from "../../subscription/state.ts";
import { noticesOfGift } from "../../telling/notices-of-access.ts";

export interface WriteDownNeeds {
  /** Whether the host is told of what changed. */
  tells: boolean;
  graceDays: number;
}

interface OverrideChange {
  /** Nothing where it begins. */
  before: OverrideSaid | null;
  /** Nothing where it ended by itself. */
  after: OverrideSaid | null;
  cause: Cause;
  /** When it was so. */
  since: Date;
  at: Date;
}

/** Into the history, to whoever watches, and to the host. */
export async function writeDown(
  tx: Database,
  needs: WriteDownNeeds,
  override: OverrideRow,
  change: OverrideChange,
) {
  const { id, organizationId } = override;
  const { since, ...said } = change;
  const about = { organizationId, customerId: null, objectId: `override_${id}` };
  await keepHistory(tx, [{ ...about, ...said, stripeAt: since }]);
  if (needs.tells) await tell(tx, needs.graceDays, override, change);
  await announce(tx, [organizationId]);
}

async function tell(
  tx: Database,
  graceDays: number,
  override: OverrideRow,
  { before, cause, at }: OverrideChange,
) {
  const customer = await customerOf(tx, override.organizationId);
  const state = stateFrom(customer === null ? [] : await mirrorOf(tx, customer));
  const held = await overridesHeld(tx, [override.organizationId], at);
  const others = held.filter(({ id }) => id !== override.id);
  const both = [...others, override];
  const given = before === null ? { had: others, has: both } : { had: both, has: others };
  await keepNotices(tx, noticesOfGift(override, state, { ...given, cause, at, graceDays }));
}

export function saidOf({ gives, author, reason, startsAt, endsAt }: OverrideRow): OverrideSaid {
  return {
    kind: "override",
    gives,
    author,
    reason,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}
