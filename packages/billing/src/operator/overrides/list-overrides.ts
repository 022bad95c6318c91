import { type Database, overridesHeld } from "@portico/db";
import { z } from "zod";
import { type OverrideView, viewOverride } from "./override-view.ts";

/** Without an organization, those of all. */
export const overridesWish = z.strictObject({ organization: z.string().min(1).optional() });

export interface ListOverridesNeeds {
  db: Database;
  now(): Date;
}

/** Those that hold. What ended is in the history. */
export async function listOverrides(
  { db, now }: ListOverridesNeeds,
  { organization }: z.infer<typeof overridesWish>,
): Promise<OverrideView[]> {
  const those = organization === undefined ? undefined : [organization];
  return (await overridesHeld(db, those, now())).map(viewOverride);
}
