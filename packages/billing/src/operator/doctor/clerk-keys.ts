import { whatHappened } from "@portico/db";
import { type Finding, wrong } from "./finding.ts";

export interface ClerkKeysNeeds {
  /** Throws when Clerk does not give its keys. */
  askClerk(): Promise<void>;
}

/** Clerk answers, so that sessions can be verified. */
export async function lookAtClerk({ askClerk }: ClerkKeysNeeds): Promise<Finding[]> {
  return askClerk().then(
    () => [],
    (error: unknown) => [
      wrong(
        `Clerk does not give the keys that sessions are verified by: ${whatHappened(error)}`,
        "Check CLERK_SECRET_KEY and CLERK_API_URL, or set CLERK_JWT_KEY.",
      ),
    ],
  );
}
