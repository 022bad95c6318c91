import { useEffect } from "react";
import { Credits } from "./credits/credits.tsx";
import { Explanation } from "./explanation.tsx";
import { History } from "./history.tsx";
import { Invoices } from "./invoices.tsx";
import { PaymentMethod } from "./payment-method.tsx";
import { PlanSection } from "./plan-section.tsx";
import { useIntent } from "./use-intent.ts";
import { usePortal } from "./use-portal.ts";
import { WithBilling } from "./with-billing.tsx";
import { words } from "./words.ts";

/** Show it to whoever is signed in; `portalLink` is the address of the redirect, where there is one. */
export function BillingPage({ portalLink }: { portalLink?: string }) {
  const portal = usePortal();
  const intent = useIntent();
  const { open } = portal;
  useEffect(() => {
    if (intent?.wish === "open-portal") open();
  }, [intent, open]);

  return (
    <div className="portico">
      <h1>{words.heading}</h1>
      <Explanation portal={portal} intent={intent} />
      <WithBilling>
        {(view) => (
          <>
            <section aria-label={words.plan}>
              <PlanSection view={view} portal={portal} portalLink={portalLink} />
            </section>
            <div className="portico-details">
              <Credits view={view} />
              {view.hasCustomer && (
                <>
                  <PaymentMethod view={view} />
                  <Invoices view={view} />
                </>
              )}
              {(view.hasCustomer || view.hadPlan) && <History view={view} />}
            </div>
          </>
        )}
      </WithBilling>
    </div>
  );
}
