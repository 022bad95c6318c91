import type { Said, Standing, SubscriptionItemSaid, SubscriptionSaid } from "@portico/db";
import { Refused, wrongField } from "../reasons.ts";
import { type WithId, stateFrom } from "../subscription/state.ts";
import { isRunning } from "../subscription/status.ts";

export interface WhichPlanNeeds {
  mirrorOf(customer: string): Promise<{ id: string; says: Said }[]>;
}

/** What one of an organization's plans is at Stripe. */
export interface OwnPlan {
  customer: string;
  subscription: WithId<SubscriptionSaid>;
  item: SubscriptionItemSaid;
}

export type OwnSubscription = Omit<OwnPlan, "item">;

interface Meant {
  subscription?: string | undefined;
  item?: string | undefined;
}

/** The one that is meant, which has to be the organization's own and still run; without a word, the only one. */
export async function whichPlan(
  needs: WhichPlanNeeds,
  standing: Standing,
  { subscription, item }: Meant,
): Promise<OwnPlan> {
  const all = (await ownSubscriptions(needs, standing)).flatMap((own) =>
    own.subscription.items.map((each) => ({ ...own, item: each })),
  );
  const meant = only("subscription", all, subscription, (own) => own.subscription.id);
  return the(
    "item",
    only("item", meant, item, (own) => own.item.id),
    (own) => own.item.id,
  );
}

/** The same where one of its items is enough of a name, and none need be named. */
export async function whichSubscription(
  needs: WhichPlanNeeds,
  standing: Standing,
  { subscription, item }: Meant,
): Promise<OwnSubscription> {
  if (item !== undefined) return whichPlan(needs, standing, { subscription, item });
  const all = await ownSubscriptions(needs, standing);
  const idOf = (own: OwnSubscription) => own.subscription.id;
  return the("subscription", only("subscription", all, subscription, idOf), idOf);
}

async function ownSubscriptions(
  needs: WhichPlanNeeds,
  { customer }: Standing,
): Promise<OwnSubscription[]> {
  if (customer === null) throw new Refused("NOT_SUBSCRIBED");
  const { subscriptions } = stateFrom(await needs.mirrorOf(customer));
  const running = subscriptions.filter(({ status }) => isRunning(status));
  if (running.length === 0) throw new Refused("NOT_SUBSCRIBED");
  return running.map((subscription) => ({ customer, subscription }));
}

function only<Own>(
  field: string,
  all: Own[],
  named: string | undefined,
  idOf: (own: Own) => string,
): Own[] {
  const meant = named === undefined ? all : all.filter((own) => idOf(own) === named);
  if (meant.length === 0) throw wrongField(field, `This organization has no such ${field}.`);
  return meant;
}

function the<Own>(field: string, meant: Own[], idOf: (own: Own) => string): Own {
  const [one, ...others] = meant;
  if (one && others.length === 0) return one;
  const ids = meant.map(idOf).join(", ");
  throw wrongField(field, `This organization has several. Name one as ${field}: ${ids}.`);
}
