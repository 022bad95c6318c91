import type Stripe from "stripe";
import { pricesAt } from "../plans/prices-at.ts";
import type { Portal } from "./description.ts";
import { type Difference, differences } from "../stripe/differences.ts";
import { HASH_KEY, NAME_KEY, wantedConfiguration } from "./wanted-configuration.ts";

type Configuration = Stripe.BillingPortal.Configuration;
type Wanted = Stripe.BillingPortal.ConfigurationCreateParams;

/** What the portal would become, configuration by configuration. */
export type PortalStep =
  | { name: string; does: "create"; wanted: Wanted }
  | { name: string; does: "nothing"; id: string }
  | {
      name: string;
      does: "change";
      id: string;
      wanted: Wanted;
      differences: Difference[];
      /** Our description is the one last applied, so somebody changed it at Stripe. */
      drifted: boolean;
    };

export async function planPortal(stripe: Stripe, portal: Portal): Promise<PortalStep[]> {
  const [configurations, prices] = [
    await configurationsAt(stripe),
    await pricesFor(stripe, portal),
  ];
  return Object.entries(portal).map(([name, description]) =>
    stepTo(
      name,
      wantedConfiguration(name, description, prices),
      configurations.find(({ metadata }) => metadata?.[NAME_KEY] === name),
    ),
  );
}

function stepTo(name: string, wanted: Wanted, is: Configuration | undefined): PortalStep {
  if (!is) return { name, does: "create", wanted };
  const { metadata, ...content } = wanted;
  const found = differences(is, { active: true, ...content });
  const drifted = is.metadata?.[HASH_KEY] === metadata?.[HASH_KEY];
  if (found.length === 0 && drifted) return { name, does: "nothing", id: is.id };
  return { name, does: "change", id: is.id, wanted, differences: found, drifted };
}

/** Oldest first, so that the first of a name stays the one. */
async function configurationsAt(stripe: Stripe): Promise<Configuration[]> {
  const newestFirst = await stripe.billingPortal.configurations
    .list({ limit: 100, expand: ["data.features.subscription_update.products"] })
    .autoPagingToArray({ limit: 10_000 });
  return newestFirst.toReversed();
}

async function pricesFor(stripe: Stripe, portal: Portal): Promise<Stripe.Price[]> {
  const keys = new Set(
    Object.values(portal).flatMap(({ features }) => features.subscription_update?.prices ?? []),
  );
  return (await pricesAt(stripe, [...keys])).filter(({ active }) => active);
}
