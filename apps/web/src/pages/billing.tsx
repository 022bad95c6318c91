import { BillingPage } from "@portico/react";
import { InOrganization } from "../in-organization.tsx";
import { portalLink } from "../portal-link.ts";

export function BillingRoute() {
  return (
    <>
      <title>Billing · Portico</title>
      <InOrganization>
        <BillingPage portalLink={portalLink} />
      </InOrganization>
    </>
  );
}
