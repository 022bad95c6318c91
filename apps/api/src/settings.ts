import { join, resolve } from "node:path";
import type { WayToGo } from "@portico/billing";
import type { Taxes } from "@portico/billing/plans";
import type { WhoMay } from "./callers/who-may.ts";
import type { LimitSettings } from "./limits/limits.ts";
import { isLoopback, networkIn, originOf } from "./settings/addresses.ts";
import { type ClerkSettings, ownClerk, sandboxClerk } from "./settings/clerk-settings.ts";
import type { Environment } from "./settings/environment.ts";
import { type HostWebhookSettings, hostWebhookOf } from "./settings/host-webhook.ts";
import { refuseHalves } from "./settings/refuse-halves.ts";
import type { SandboxKeys } from "./settings/sandbox-keys.ts";
import { ownStripe, sandboxStripe, type StripeSettings } from "./settings/stripe-settings.ts";

/** What is done at Stripe without being asked. */
export interface PolicySettings {
  /** With the plans of an organization that is deleted. */
  whenOrganizationGoes: WayToGo;
  /** Whether what was paid for a plan beside another goes back by itself. */
  refundDoubles: boolean;
}

export interface Settings {
  port: number;
  /** On sandbox keys nobody but this machine may ask. */
  host: "127.0.0.1" | "0.0.0.0";
  roles: Environment["ROLE"];
  appUrl: string;
  /** Behind a pooler in transaction mode nobody can listen. */
  database: { url: string; mayListen: boolean } | { folder: string };
  /** Where `portico` finds its way in, while this process owns an embedded database. */
  operatorFile: string | null;
  webDist: string | null;
  stripe: StripeSettings;
  /** Stripe is stood in for, and its account is ours to set up. */
  stripeSandbox: boolean;
  clerk: ClerkSettings;
  /** Where it is said what is sold, if not by us. */
  plansFile: string | null;
  /** Where Stripe's portal is described, if not by us. */
  portalFile: string | null;
  /** Clerk is stood in for, and reached through the page's own origin. */
  clerkSandbox: boolean;
  /** Where the host application is told what changed. */
  hostWebhook: HostWebhookSettings | null;
  returnOrigins: string[];
  authorizedParties: string[];
  /** Pages of other origins that may ask, by bearer token. */
  corsOrigins: string[];
  whoMay: WhoMay;
  /** Addresses and networks whose word about where a request comes from is taken. */
  trustedProxies: string[];
  limits: LimitSettings;
  /** Several machines count together, in the database; one counts for itself, in memory. */
  limitStore: "memory" | "database";
  /** What shows the metrics. Without it nobody sees them. */
  metricsToken: string | null;
  /** What Stripe does about taxes at checkout. */
  taxes: Taxes;
  /** What API keys begin with. */
  apiKeyPrefix: string;
  /** How many days a late payment takes nothing away. */
  graceDays: number;
  /** How long we keep what is in Stripe's letters, and what the host was told. */
  retentionDays: number;
  policy: PolicySettings;
  logLevel: Environment["LOG_LEVEL"];
}

/** Turns what was set into settings that hold together, or says which field does not. */
export function readSettings(env: Environment, sandboxKeys: () => SandboxKeys): Settings {
  const sandbox = {
    stripe: !env.STRIPE_SECRET_KEY,
    clerk: !env.CLERK_SECRET_KEY && !env.CLERK_PUBLISHABLE_KEY,
  };
  const stripe = sandbox.stripe ? sandboxStripe(env, sandboxKeys()) : ownStripe(env);
  const clerk = sandbox.clerk ? sandboxClerk(env, sandboxKeys()) : ownClerk(env);
  const appUrl = new URL(env.APP_URL ?? `http://localhost:${env.WEB_PORT}`);
  const local = { stripe: isLoopback(stripe.apiUrl), clerk: isLoopback(clerk.apiUrl) };
  refuseHalves(env, stripe, local, appUrl);

  return {
    port: env.PORT,
    host: local.stripe || local.clerk ? "127.0.0.1" : "0.0.0.0",
    roles: env.ROLE,
    appUrl: appUrl.origin,
    database: env.DATABASE_URL
      ? { url: env.DATABASE_URL, mayListen: env.DATABASE_LISTEN }
      : { folder: join(env.DATA_DIR, "db") },
    operatorFile: env.DATABASE_URL ? null : join(env.DATA_DIR, "operator.json"),
    webDist: env.WEB_DIST ?? null,
    stripe,
    stripeSandbox: sandbox.stripe,
    plansFile: env.PLANS_FILE ? resolve(env.PLANS_FILE) : null,
    portalFile: env.PORTAL_FILE ? resolve(env.PORTAL_FILE) : null,
    clerk,
    clerkSandbox: sandbox.clerk,
    hostWebhook: hostWebhookOf(env),
    returnOrigins: [
      ...new Set([appUrl.origin, ...(env.RETURN_ORIGINS ?? []).map(originOf("RETURN_ORIGINS"))]),
    ],
    authorizedParties: (env.AUTHORIZED_PARTIES ?? [appUrl.origin]).map(
      originOf("AUTHORIZED_PARTIES"),
    ),
    corsOrigins: (env.CORS_ORIGINS ?? []).map(originOf("CORS_ORIGINS")),
    whoMay: { read: env.MAY_READ ?? null, write: env.MAY_WRITE },
    trustedProxies: env.TRUSTED_PROXIES.map(networkIn),
    limits: {
      address: env.LIMIT_PER_ADDRESS,
      organization: env.LIMIT_PER_ORGANIZATION,
      key: env.LIMIT_PER_API_KEY,
    },
    limitStore: env.LIMIT_STORE ?? (env.DATABASE_URL ? "database" : "memory"),
    metricsToken: env.METRICS_TOKEN ?? null,
    taxes: { automatic: env.AUTOMATIC_TAX, ids: env.COLLECT_TAX_IDS },
    apiKeyPrefix: env.API_KEY_PREFIX,
    graceDays: env.GRACE_DAYS,
    retentionDays: env.RETENTION_DAYS,
    policy: {
      whenOrganizationGoes: env.WHEN_ORGANIZATION_GOES,
      refundDoubles: env.REFUND_DOUBLES,
    },
    logLevel: env.LOG_LEVEL,
  };
}
