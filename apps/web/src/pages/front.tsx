import { SignedIn, SignedOut } from "@clerk/clerk-react";
import { Link } from "../router.tsx";

export function FrontPage() {
  return (
    <>
      <title>Portico</title>
      <h1 className="display">Your organization’s plan, card and invoices, behind one door.</h1>
      <p className="lead">
        Portico shows what you pay for in plain words and opens Stripe’s customer portal for whoever
        may change it. What you change there is here before you are back.
      </p>
      <SignedOut>
        <Link to="/sign-in" className="portico-button">
          Sign in
        </Link>
      </SignedOut>
      <SignedIn>
        <Link to="/billing" className="portico-button">
          Go to billing
        </Link>
      </SignedIn>
    </>
  );
}
