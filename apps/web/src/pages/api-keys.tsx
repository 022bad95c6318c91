import { ApiKeysPage } from "@portico/react";
import { InOrganization } from "../in-organization.tsx";

export function ApiKeysRoute() {
  return (
    <>
      <title>API keys · Portico</title>
      <InOrganization>
        <ApiKeysPage />
      </InOrganization>
    </>
  );
}
