import { RUNNING } from "../../subscription/status.ts";
import { type Finding, wrong } from "./finding.ts";

export interface PayersNeeds {
  organizationsWithoutPayers(
    statuses: readonly string[],
  ): Promise<{ organization: string; isDeleted: boolean }[]>;
}

/** Whoever pays has somebody who may change that. */
export async function lookAtPayers(needs: PayersNeeds): Promise<Finding[]> {
  const without = await needs.organizationsWithoutPayers(RUNNING);
  return without.map(({ organization, isDeleted }) =>
    isDeleted
      ? wrong(
          `${organization} was deleted, and its plan goes on.`,
          "End it in Stripe's dashboard, or let that be done from now on: see WHEN_ORGANIZATION_GOES.",
        )
      : wrong(
          `${organization} has a plan, and no member who may pay for it.`,
          `Make somebody an admin at Clerk: see MAY_WRITE. To help them out meanwhile: portico portal open ${organization}.`,
        ),
  );
}
