import { OrganizationSwitcher, Protect, SignedIn, UserButton } from "@clerk/clerk-react";
import { Link } from "./router.tsx";

export function Header({ managers }: { managers: string[] }) {
  return (
    <header className="header">
      <Link to="/" className="brand">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path d="M4 12 16 4l12 8z M8 16v9 M16 16v9 M24 16v9 M4 28h24" />
        </svg>
        Portico
      </Link>
      <SignedIn>
        <nav aria-label="Pages">
          <Link to="/billing">Billing</Link>
          <Link to="/organization">Organization</Link>
          <Protect
            condition={(has) =>
              managers.some((each) => has({ role: each }) || has({ permission: each }))
            }
          >
            <Link to="/api-keys">API keys</Link>
            <Link to="/audit-log">Audit log</Link>
          </Protect>
        </nav>
        <div className="who">
          <OrganizationSwitcher
            hidePersonal
            organizationProfileMode="navigation"
            organizationProfileUrl="/organization"
          />
          <UserButton />
        </div>
      </SignedIn>
    </header>
  );
}
