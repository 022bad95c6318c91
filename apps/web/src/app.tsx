import type { Settings } from "./env.ts";
import { Header } from "./header.tsx";
import { ApiKeysRoute } from "./pages/api-keys.tsx";
import { AuditLogRoute } from "./pages/audit-log.tsx";
import { BillingRoute } from "./pages/billing.tsx";
import { FrontPage } from "./pages/front.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { OrganizationPage } from "./pages/organization.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { usePath } from "./router.tsx";
import { Session } from "./session.tsx";

export function App({ settings }: { settings: Settings }) {
  return (
    <Session clerk={settings.clerk}>
      <Header managers={settings.managers} />
      <main className="page">
        <Page settings={settings} />
      </main>
      {settings.sandbox && (
        <footer className="footer">
          Sandbox: Stripe and Clerk are stood in for on this machine. No money moves.
        </footer>
      )}
    </Session>
  );
}

function Page({ settings }: { settings: Settings }) {
  const path = usePath();
  if (path === "/") return <FrontPage />;
  if (path === "/billing") return <BillingRoute />;
  if (path === "/api-keys") return <ApiKeysRoute />;
  if (path === "/audit-log") return <AuditLogRoute />;
  if (path === "/organization") return <OrganizationPage />;
  // Clerk walks through steps of its own below /sign-in.
  if (path === "/sign-in" || path.startsWith("/sign-in/"))
    return <SignInPage picker={settings.signInPicker} />;
  return <NotFoundPage />;
}
