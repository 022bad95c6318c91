import { type Database, keepOverride } from "@portico/db";
import { z } from "zod";
import { type ExplainNeeds, requireKnown } from "../../history/explain.ts";
import type { SoldNeeds } from "../../plans/catalog-prices.ts";
import { Refused } from "../../reasons.ts";
import { moment, timeOf } from "../moment.ts";
import { type OverrideView, viewOverride } from "./override-view.ts";
import { inItsTurn } from "./in-its-turn.ts";
import { saidOf, writeDown, type WriteDownNeeds } from "./write-down.ts";

const name = z.string().trim().min(1).max(100);

export const overrideWish = z.strictObject({
  organization: z.string().min(1),
  gives: z.union([
    z.strictObject({ plan: name }),
    z.strictObject({ feature: name }),
    z.strictObject({ limit: name, value: z.int().min(0) }),
  ]),
  author: name,
  reason: z.string().trim().min(1).max(1_000),
  /** Without it, for good. */
  until: moment.optional(),
});

export interface AddOverrideNeeds extends Pick<ExplainNeeds, "knowsOrganization">, WriteDownNeeds {
  db: Database;
  catalog: SoldNeeds["sold"]["catalog"];
  now(): Date;
}

/** Gives an organization a plan, a feature or a limit, whatever it pays. */
export async function addOverride(
  needs: AddOverrideNeeds,
  { organization, gives, author, reason, until }: z.infer<typeof overrideWish>,
): Promise<OverrideView> {
  const startsAt = needs.now();
  const endsAt = until === undefined ? null : timeOf(until);
  await requireKnown(needs, organization);
  if ("plan" in gives && !Object.hasOwn(needs.catalog.plans, gives.plan))
    throw refused(`There is no plan ${gives.plan}. Choose one of ${plansOf(needs)}.`);
  if (endsAt && endsAt <= startsAt) throw refused("That time is over. Choose a later one.");
  return inItsTurn(needs.db, organization, startsAt, async (tx) => {
    const row = { organizationId: organization, gives, author, reason, startsAt, endsAt };
    const kept = await keepOverride(tx, row);
    await writeDown(tx, needs, kept, {
      before: null,
      after: saidOf(kept),
      cause: { by: "operator", actor: author },
      since: startsAt,
      at: startsAt,
    });
    return viewOverride(kept);
  });
}

function plansOf({ catalog }: AddOverrideNeeds): string {
  return Object.keys(catalog.plans).join(", ");
}

function refused(message: string): Refused {
  return new Refused("BAD_REQUEST", { message });
}
