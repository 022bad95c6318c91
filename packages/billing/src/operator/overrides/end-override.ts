import { type Database, endOverrideAt, lockOverride } from "@portico/db";
import { z } from "zod";
import { Refused } from "../../reasons.ts";
import { type OverrideView, viewOverride } from "./override-view.ts";
import { writeDown } from "./write-down.ts";

export const overrideEnd = z.strictObject({ id: z.int().min(1), author: z.string().trim().min(1) });

export interface EndOverrideNeeds {
  db: Database;
  now(): Date;
}

/** Takes back now what was given. */
export async function endOverride(
  { db, now }: EndOverrideNeeds,
  { id, author }: z.infer<typeof overrideEnd>,
): Promise<OverrideView> {
  const at = now();
  return db.transaction(async (tx) => {
    const before = await lockOverride(tx, id, at);
    if (!before)
      throw new Refused("BAD_REQUEST", {
        message: `There is no override ${id} that still holds. See which do: portico override list.`,
      });
    const after = { ...before, endsAt: at };
    await endOverrideAt(tx, id, at);
    await writeDown(tx, { before, after, author, at });
    return viewOverride(after);
  });
}
