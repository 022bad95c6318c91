import { PlanSection } from "./plan-section.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { usePortal } from "./use-portal.ts";
import { WithBilling } from "./with-billing.tsx";

/** The plan alone, for a page that is about more than billing. */
export function PlanPanel({ portalLink }: { portalLink?: string }) {
  const portal = usePortal();
  return (
    <div className="portico">
      {portal.refusal && <RefusalNotice refusal={portal.refusal} onClose={portal.dismiss} />}
      <WithBilling>
        {(view) => <PlanSection view={view} portal={portal} portalLink={portalLink} />}
      </WithBilling>
    </div>
  );
}
