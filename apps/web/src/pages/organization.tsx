import { useOrganization } from "@clerk/clerk-react";
import { PlanPanel } from "@portico/react";
import { InOrganization } from "../in-organization.tsx";
import { People } from "../people.tsx";
import { portalLink } from "../portal-link.ts";

export function OrganizationPage() {
  const { organization } = useOrganization();
  return (
    <>
      <title>Organization · Portico</title>
      <InOrganization>
        <h1 className="eyebrow">{organization?.name}</h1>
        {/* The portal leads back to /organization#/plans. */}
        <section id="/plans" aria-label="Plan">
          <PlanPanel portalLink={portalLink} />
        </section>
        <People />
      </InOrganization>
    </>
  );
}
