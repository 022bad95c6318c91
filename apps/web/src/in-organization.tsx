import { useAuth } from "@clerk/clerk-react";
import { BillingProvider } from "@portico/react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { createApi } from "./api.ts";
import { ChooseOrganization } from "./choose-organization.tsx";
import { goInstead } from "./router.tsx";

/** What the catalog's features are called here. */
const names = { api: "API", sso: "Single sign-on", audit: "Audit log" };

/** For pages about an organization: everything below acts for the one that is chosen, and for no other. */
export function InOrganization({ children }: { children: ReactNode }) {
  const { isSignedIn, sessionId, orgId, getToken } = useAuth();
  const client = useMemo(
    // The token names the organization itself: one that was chosen a moment ago is not asked for the one before.
    () => createApi(() => getToken(orgId ? { organizationId: orgId } : {})),
    [getToken, orgId],
  );
  if (!isSignedIn) return <SignInFirst />;
  if (!orgId) return <ChooseOrganization />;
  return (
    <BillingProvider client={client} identity={`${sessionId} in ${orgId}`} names={names}>
      {children}
    </BillingProvider>
  );
}

/** Whatever the address asked for is asked again once somebody is signed in. */
function SignInFirst() {
  const [wanted] = useState(() => window.location.href);
  useEffect(() => {
    goInstead(`/sign-in?redirect_url=${encodeURIComponent(wanted)}`);
  }, [wanted]);
  return null;
}
