import { ManageBillingButton } from "./manage-billing-button.tsx";
import { MayNotManage } from "./may-not-manage.tsx";
import type { BillingView } from "./trpc.ts";
import type { Portal } from "./use-portal.ts";
import { leaveFor } from "./visit.ts";
import { words } from "./words.ts";

interface Props {
  view: BillingView;
  portal: Portal;
  portalLink: string | undefined;
}

export function WaysToManage({ view, portal, portalLink }: Props) {
  if (!view.mayManage) return <MayNotManage view={view} />;
  if (!view.hasCustomer) return null;
  return (
    <div className="portico-ways">
      <div className="portico-actions">
        <ManageBillingButton portal={portal} />
        {portalLink && (
          <a href={portalLink} onClick={() => leaveFor("portal")}>
            {words.portalLink}
          </a>
        )}
      </div>
      <p className="portico-hint">{words.portalPromise}</p>
    </div>
  );
}
