import { SignIn } from "@clerk/clerk-react";

export function SignInPage({ picker }: { picker: string | null }) {
  return (
    <div className="sign-in">
      <title>Sign in · Portico</title>
      <SignIn routing="path" path="/sign-in" fallbackRedirectUrl="/billing" />
      {picker && (
        <div>
          <p>No account is needed here.</p>
          <a
            className="portico-button"
            data-kind="quiet"
            href={`${picker}${window.location.search}`}
          >
            Choose who to be
          </a>
        </div>
      )}
    </div>
  );
}
