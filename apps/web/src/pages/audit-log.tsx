import { AuditLogPage } from "@portico/react";
import { InOrganization } from "../in-organization.tsx";

export function AuditLogRoute() {
  return (
    <>
      <title>Audit log · Portico</title>
      <InOrganization>
        <AuditLogPage />
      </InOrganization>
    </>
  );
}
