import { ClerkFailed, ClerkLoaded, ClerkLoading, ClerkProvider } from "@clerk/clerk-react";
import { type ReactNode, useEffect, useState } from "react";
import { clerkLooks } from "./clerk-looks.ts";
import type { Settings } from "./env.ts";
import { Trouble } from "./trouble.tsx";
import { go, goInstead } from "./router.tsx";

const patience = 10_000;

export function Session({ clerk, children }: { clerk: Settings["clerk"]; children: ReactNode }) {
  return (
    <ClerkProvider
      publishableKey={clerk.publishableKey}
      {...(clerk.proxyUrl && { proxyUrl: clerk.proxyUrl })}
      {...(clerk.jsUrl && { clerkJSUrl: clerk.jsUrl })}
      telemetry={false}
      signInUrl="/sign-in"
      signInFallbackRedirectUrl="/billing"
      afterSignOutUrl="/"
      routerPush={go}
      routerReplace={goInstead}
      appearance={clerkLooks}
    >
      <ClerkLoading>
        <Waiting />
      </ClerkLoading>
      <ClerkFailed>
        <CannotSignIn />
      </ClerkFailed>
      <ClerkLoaded>{children}</ClerkLoaded>
    </ClerkProvider>
  );
}

/** Clerk waits for an answer for ever; a person does not. */
function Waiting() {
  const [tooLong, setTooLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTooLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return tooLong ? (
    <CannotSignIn />
  ) : (
    <div className="arriving" role="status" aria-label="Loading" />
  );
}

function CannotSignIn() {
  return (
    <Trouble title="Signing in does not work just now.">
      The service that knows who you are did not answer. Wait a moment, then load the page again.
    </Trouble>
  );
}
