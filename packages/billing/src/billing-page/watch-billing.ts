import { createHash } from "node:crypto";
import { type PersonCaller, requireOrganization } from "../caller.ts";
import type { Entitlements } from "../plans/entitled.ts";
import { type EntitlementNeeds, entitlementsOf } from "../plans/entitlements.ts";
import { type BillingView, type BillingViewNeeds, viewBilling } from "./billing-view.ts";
import { type News, rounds } from "./rounds.ts";

export type WatchBillingNeeds = BillingViewNeeds &
  EntitlementNeeds & {
    /** Tells whenever something about the organization or the person changed, until the answer is called. */
    watch(organization: string, person: string, tell: (news: News) => void): () => void;
  };

/** Whoever is known for longer connects again all the same. */
const LONGEST_MS = 60 * 60 * 1000;

/**
 * What the billing page shows, now and after each change of that or of what the organization may do, each view under a name of its own.
 * `seen` is the name of what the page has already. Ends with a refusal once the caller may no longer look.
 */
export async function* watchBilling(
  needs: WatchBillingNeeds,
  caller: PersonCaller,
  seen: string | null,
  gone?: AbortSignal,
): AsyncGenerator<{ name: string; view: BillingView }, void> {
  const organization = requireOrganization(caller);
  const known = caller.knownUntil && caller.knownUntil.getTime() - needs.now().getTime();
  const subscribe = needs.watch.bind(null, organization, caller.person);
  let shown = seen;
  for await (const _ of rounds(subscribe, Math.min(known ?? LONGEST_MS, LONGEST_MS), gone)) {
    const view = await viewBilling(needs, caller);
    const name = nameOf(view, await entitlementsOf(needs, organization));
    if (name !== shown) yield { name, view };
    shown = name;
  }
}

/** Two views that show the same have the same name, unless something else is allowed. */
function nameOf(...shown: [BillingView, Entitlements]): string {
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 22);
}
