import { type Database, markEnded, type OverrideRow, overridesOver } from "@portico/db";
import { inItsTurn } from "./in-its-turn.ts";
import { saidOf, writeDown, type WriteDownNeeds } from "./write-down.ts";

export interface ExpireOverridesNeeds extends WriteDownNeeds {
  db: Database;
  now(): Date;
}

const SOME = 100;

/** Writes down what was given and ended by its date, and how much that was. Nobody could use it any more before that. */
export async function expireOverrides(needs: ExpireOverridesNeeds): Promise<number> {
  const over = await overridesOver(needs.db, needs.now(), SOME);
  for (const override of over) await expire(needs, override);
  return over.length;
}

async function expire(needs: ExpireOverridesNeeds, override: OverrideRow) {
  const at = needs.now();
  const since = override.endsAt ?? at;
  await inItsTurn(needs.db, override.organizationId, at, async (tx) => {
    const isMine = await markEnded(tx, override.id, at);
    if (!isMine) return;
    await writeDown(tx, needs, override, {
      before: saidOf(override),
      after: null,
      cause: { by: "date", until: since.toISOString() },
      since,
      at,
    });
  });
}
