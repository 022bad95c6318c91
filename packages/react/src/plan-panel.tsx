import { Plan } from "./plan.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { usePortal } from "./use-portal.ts";
import { WaysToManage } from "./ways-to-manage.tsx";
import { WithBilling } from "./with-billing.tsx";

/** The plan alone, for a page that is about more than billing. */
export function PlanPanel({ portalLink }: { portalLink?: string }) {
  const portal = usePortal();
  return (
    <div className="portico">
      {portal.refusal && <RefusalNotice refusal={portal.refusal} onClose={portal.dismiss} />}
      <WithBilling>
        {(view) => (
          <>
            <Plan view={view} />
            <WaysToManage view={view} portal={portal} portalLink={portalLink} />
          </>
        )}
      </WithBilling>
    </div>
  );
}
