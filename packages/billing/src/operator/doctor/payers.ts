import { RUNNING } from "../../subscription/status.ts";
import { type Finding, listed, wrong } from "./finding.ts";

export interface PayersNeeds {
  /** As far as roles alone say. */
  organizationsWithoutPayers(statuses: readonly string[]): Promise<WithoutPayer[]>;
  /** What the roles of an organization's members permit, as Clerk says. */
  permissionsIn(organization: string): Promise<ReadonlyMap<string, readonly string[]>>;
  maySomebodyWith(permissions: readonly string[]): boolean;
}

interface WithoutPayer {
  organization: string;
  isDeleted: boolean;
  subscriptions: string[];
  roles: string[];
}

/** Whoever pays has somebody who may change that. */
export async function lookAtPayers(needs: PayersNeeds): Promise<Finding[]> {
  const permits = new Map<string, readonly string[]>();
  const findings: Finding[] = [];
  for (const without of await needs.organizationsWithoutPayers(RUNNING)) {
    if (without.isDeleted) findings.push(deleted(without));
    else findings.push(...(await lookAtPayer(needs, without, permits)));
  }
  return findings;
}

/** A role permits the same everywhere, so Clerk is asked once for each. */
async function lookAtPayer(
  needs: PayersNeeds,
  { organization, roles }: WithoutPayer,
  permits: Map<string, readonly string[]>,
): Promise<Finding[]> {
  try {
    if (!roles.every((role) => permits.has(role)))
      for (const [role, permissions] of await needs.permissionsIn(organization))
        permits.set(role, permissions);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [withoutPayer(organization, ` Clerk did not say what their roles permit: ${why}`)];
  }
  const may = roles.some((role) => needs.maySomebodyWith(permits.get(role) ?? []));
  return may ? [] : [withoutPayer(organization)];
}

function deleted({ organization, subscriptions }: WithoutPayer): Finding {
  return wrong(
    `${organization} was deleted, and goes on paying for ${listed(subscriptions)}.`,
    "End it in Stripe's dashboard. Plans of the catalog end by themselves from now on, if so decided: see WHEN_ORGANIZATION_GOES.",
  );
}

function withoutPayer(organization: string, unless = ""): Finding {
  return wrong(
    `${organization} has a plan, and no member who may pay for it.${unless}`,
    `Make somebody an admin at Clerk: see MAY_WRITE. To help them out meanwhile: portico portal open ${organization}.`,
  );
}
