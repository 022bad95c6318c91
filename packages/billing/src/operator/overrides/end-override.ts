import { type Database, endOverrideAt, overrideHeld, type OverrideRow } from "@portico/db";
import { z } from "zod";
import { Refused } from "../../reasons.ts";
import { overrideWish } from "./add-override.ts";
import { inItsTurn } from "./in-its-turn.ts";
import { type OverrideView, viewOverride } from "./override-view.ts";
import { saidOf, writeDown, type WriteDownNeeds } from "./write-down.ts";

export const overrideEnd = z.strictObject({
  id: z.int().min(1),
  author: overrideWish.shape.author,
});

export interface EndOverrideNeeds extends WriteDownNeeds {
  db: Database;
  now(): Date;
}

/** Takes back now what was given. */
export async function endOverride(
  needs: EndOverrideNeeds,
  { id, author }: z.infer<typeof overrideEnd>,
): Promise<OverrideView> {
  const at = needs.now();
  const { organizationId } = await requireHeld(needs.db, id, at);
  return inItsTurn(needs.db, organizationId, at, async (tx) => {
    const before = await requireHeld(tx, id, at);
    const after = { ...before, endsAt: at };
    await endOverrideAt(tx, id, at);
    await writeDown(tx, needs, before, {
      before: saidOf(before),
      after: saidOf(after),
      cause: { by: "operator", actor: author },
      since: at,
      at,
    });
    return viewOverride(after);
  });
}

async function requireHeld(db: Database, id: number, at: Date): Promise<OverrideRow> {
  const held = await overrideHeld(db, id, at);
  if (held) return held;
  throw new Refused("BAD_REQUEST", {
    message: `There is no override ${id} that still holds. See which do: portico override list.`,
  });
}
