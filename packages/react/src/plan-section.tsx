import { Plan } from "./plan.tsx";
import { Plans } from "./plans/plans.tsx";
import type { BillingView } from "./trpc.ts";
import type { Portal } from "./use-portal.ts";
import { WaysToManage } from "./ways-to-manage.tsx";

interface Props {
  view: BillingView;
  portal: Portal;
  portalLink: string | undefined;
}

/** What the organization has, and what can be done about it; who may do nothing is told so before they see what is sold. */
export function PlanSection({ view, portal, portalLink }: Props) {
  return (
    <>
      <Plan view={view} portal={portal} />
      {view.mayManage && <Plans view={view} portal={portal} />}
      <WaysToManage view={view} portal={portal} portalLink={portalLink} />
      {!view.mayManage && <Plans view={view} portal={portal} />}
    </>
  );
}
