import type { Changes } from "@portico/billing";
import type { Catalog } from "@portico/billing/plans";
import type { Portal } from "@portico/billing/portal";
import type { AuditRow, Database } from "@portico/db";
import type Stripe from "stripe";
import type { ClerkKeys } from "./callers/clerk-keys.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { Settings } from "./settings.ts";

/** The world as the app meets it; tests pass one of their own. */
export interface AppDeps {
  settings: Settings;
  db: Database;
  stripe: Stripe;
  catalog: Catalog;
  portal: Portal;
  clerkKeys: ClerkKeys;
  /** As Clerk counts them. */
  countMembers: (organization: string) => Promise<number | null>;
  log: Logger;
  now: () => Date;
  pause: (ms: number) => Promise<void>;
  onLetter: () => void;
  /** For the audit log. Nobody waits for it. */
  note: (entry: AuditRow) => void;
  changes: Changes;
  metrics: Metrics;
  /** What an operator shows to be let in. Without it there is no such way. */
  operatorToken: string | null;
  /** The built page, where we serve it too. */
  page: ((request: Request) => Promise<Response | undefined>) | undefined;
}
