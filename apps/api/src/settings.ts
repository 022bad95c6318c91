import { createPublicKey, type JsonWebKey } from "node:crypto";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import type { WayToGo } from "@portico/billing";
import type { Taxes } from "@portico/billing/plans";
import type { WhoMay } from "./callers/who-may.ts";
import type { Environment } from "./environment.ts";
import type { LimitSettings } from "./limits/limits.ts";
import type { SandboxKeys } from "./sandbox-keys.ts";

export interface StripeSettings {
  secretKey: string;
  webhookSecrets: string[];
  /** Only where it is not Stripe itself. */
  apiUrl: string | null;
  livemode: boolean;
  /** All questions together: workers leave a quarter of it to people. */
  requestsPerSecond: number;
}

export interface ClerkSettings {
  publishableKey: string;
  issuer: string;
  secretKey: string;
  webhookSecrets: string[];
  apiUrl: string;
  /** Without it the keys are fetched. */
  jwtKey: JsonWebKey | null;
}

export interface HostWebhookSettings {
  url: string;
  secrets: string[];
}

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

/** Below what Stripe allows an account: 100 in live mode, 25 in test mode. */
const USUAL_PACE = { live: 80, test: 20 };

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

function sandboxStripe(env: Environment, keys: SandboxKeys): StripeSettings {
  return {
    secretKey: keys.stripeSecretKey,
    webhookSecrets: env.STRIPE_WEBHOOK_SECRET ?? [keys.stripeWebhookSecret],
    apiUrl: env.STRIPE_API_URL ?? `http://localhost:${env.STRIPE_SANDBOX_PORT}`,
    livemode: false,
    requestsPerSecond: env.STRIPE_REQUESTS_PER_SECOND ?? USUAL_PACE.test,
  };
}

function ownStripe(env: Environment): StripeSettings {
  const secretKey = env.STRIPE_SECRET_KEY ?? "";
  const livemode = /^[sr]k_live_/.test(secretKey);
  return {
    secretKey,
    webhookSecrets:
      env.STRIPE_WEBHOOK_SECRET ?? missing("STRIPE_WEBHOOK_SECRET", "STRIPE_SECRET_KEY"),
    apiUrl: env.STRIPE_API_URL ?? null,
    livemode,
    requestsPerSecond: env.STRIPE_REQUESTS_PER_SECOND ?? USUAL_PACE[livemode ? "live" : "test"],
  };
}

function sandboxClerk(env: Environment, keys: SandboxKeys): ClerkSettings {
  return {
    publishableKey: keys.clerkPublishableKey,
    issuer: issuerOf(keys.clerkPublishableKey),
    secretKey: keys.clerkSecretKey,
    webhookSecrets: env.CLERK_WEBHOOK_SECRET ?? [keys.clerkWebhookSecret],
    apiUrl: env.CLERK_API_URL ?? `http://localhost:${env.CLERK_SANDBOX_PORT}`,
    jwtKey: jwtKeyOf(env),
  };
}

function ownClerk(env: Environment): ClerkSettings {
  const publishableKey =
    env.CLERK_PUBLISHABLE_KEY ?? missing("CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY");
  return {
    publishableKey,
    issuer: issuerOf(publishableKey),
    secretKey: env.CLERK_SECRET_KEY ?? missing("CLERK_SECRET_KEY", "CLERK_PUBLISHABLE_KEY"),
    webhookSecrets: env.CLERK_WEBHOOK_SECRET ?? missing("CLERK_WEBHOOK_SECRET", "CLERK_SECRET_KEY"),
    apiUrl: env.CLERK_API_URL ?? "https://api.clerk.com",
    jwtKey: jwtKeyOf(env),
  };
}

function hostWebhookOf({
  HOST_WEBHOOK_URL: url,
  HOST_WEBHOOK_SECRET: secrets,
}: Environment): HostWebhookSettings | null {
  if (!url && !secrets) return null;
  if (!url) return missing("HOST_WEBHOOK_URL", "HOST_WEBHOOK_SECRET");
  if (!secrets) return missing("HOST_WEBHOOK_SECRET", "HOST_WEBHOOK_URL");
  if (!url.startsWith("https:") && !isLoopback(url))
    throw new Error("HOST_WEBHOOK_URL has to be https, or on this machine.");
  return { url, secrets };
}

function refuseHalves(
  env: Environment,
  stripe: StripeSettings,
  local: { stripe: boolean; clerk: boolean },
  appUrl: URL,
) {
  if (local.stripe && stripe.livemode)
    throw new Error(
      "STRIPE_SECRET_KEY is a live key and STRIPE_API_URL is this machine. A stand-in gets test keys only.",
    );
  if (local.stripe && !local.clerk)
    throw new Error(
      "Clerk is real and Stripe is the sandbox. Set STRIPE_SECRET_KEY, or leave the CLERK_ keys out.",
    );
  if (local.clerk && !local.stripe)
    throw new Error(
      "Stripe is real and Clerk is the sandbox. Set CLERK_SECRET_KEY, or leave STRIPE_SECRET_KEY out.",
    );
  if ((local.stripe || local.clerk) && env.NODE_ENV === "production")
    throw new Error(
      "NODE_ENV is production and the keys are the sandbox's. Set STRIPE_SECRET_KEY and CLERK_SECRET_KEY.",
    );
  if (!env.DATABASE_URL && !(env.ROLE.includes("api") && env.ROLE.includes("worker")))
    throw new Error(
      `ROLE is ${env.ROLE.join()} alone, and an embedded database has one owner, who does both. Set DATABASE_URL, or leave ROLE out.`,
    );
  if (stripe.livemode && appUrl.protocol !== "https:")
    throw new Error("STRIPE_SECRET_KEY is a live key, so APP_URL has to be https.");
}

/** A publishable key is its instance's host in base64, with a dollar sign behind it. */
function issuerOf(publishableKey: string): string {
  const host = Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ""), "base64").toString(
    "utf8",
  );
  if (!/^[a-z0-9.-]+\$$/i.test(host))
    throw new Error("CLERK_PUBLISHABLE_KEY names no Clerk instance. Copy it again.");
  return `https://${host.slice(0, -1)}`;
}

function jwtKeyOf({ CLERK_JWT_KEY }: Environment): JsonWebKey | null {
  if (!CLERK_JWT_KEY) return null;
  try {
    return createPublicKey(CLERK_JWT_KEY.replaceAll("\\n", "\n")).export({ format: "jwk" });
  } catch {
    throw new Error("CLERK_JWT_KEY is not a public key in PEM form.");
  }
}

function originOf(field: string) {
  return (text: string): string => {
    const origin = URL.canParse(text) ? new URL(text).origin : "null";
    if (origin === "null")
      throw new Error(
        `${field} holds "${text}", which is not an origin such as https://app.example.com.`,
      );
    return origin;
  };
}

function networkIn(text: string): string {
  const [address = "", length = "0", ...more] = text.split("/");
  const longest = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) !== 0 && /^\d+$/.test(length) && Number(length) <= longest && more.length === 0)
    return text;
  throw new Error(
    `TRUSTED_PROXIES holds "${text}", which is neither an address nor a network such as 10.0.0.0/8.`,
  );
}

function isLoopback(url: string | null): boolean {
  return url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
}

function missing(field: string, because: string): never {
  throw new Error(`${because} is set and ${field} is not. Set ${field} too.`);
}
