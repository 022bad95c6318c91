import type { OnChange } from "@portico/billing";
import type { OpenDatabase } from "@portico/db";
import type Stripe from "stripe";

/** How somebody else's product knows who is signed in. */
interface Session {
  user: string;
  team: string | null;
  isOwner: boolean;
  endsAt: Date;
}

/** What it has of its own. */
export interface World extends Pick<OpenDatabase, "db" | "listen"> {
  stripe: Stripe;
  /** At Clerk. */
  countMembers(team: string): Promise<number | null>;
  findSession(authorization: string | null): Promise<Session | undefined>;
  onChange: OnChange;
  report(error: unknown): void;
}
