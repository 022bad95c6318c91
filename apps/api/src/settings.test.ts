import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Environment, environment } from "./settings/environment.ts";
import { readSettings } from "./settings.ts";

const defaults = environment.parse({});
const sandboxKeys = {
  stripeSecretKey: "sk_test_sandbox",
  stripeWebhookSecret: "whsec_stripe",
  clerkPublishableKey: `pk_test_${btoa("portico-sandbox-1.clerk.accounts.dev$")}`,
  clerkSecretKey: "sk_test_clerk",
  clerkWebhookSecret: "whsec_clerk",
};
const stripe = { STRIPE_SECRET_KEY: "sk_test_own", STRIPE_WEBHOOK_SECRET: ["whsec_own"] };
const clerk = {
  CLERK_PUBLISHABLE_KEY: `pk_live_${btoa("clerk.example.com$")}`,
  CLERK_SECRET_KEY: "sk_live_own",
  CLERK_WEBHOOK_SECRET: ["whsec_own"],
};
const hostSecret = `whsec_${Buffer.alloc(24).toString("base64")}`;
const read = (changes: Partial<Environment> = {}) =>
  readSettings({ ...defaults, ...changes }, () => sandboxKeys);

describe("without any key", () => {
  it("runs on the sandbox, for this machine alone", () => {
    expect(read()).toMatchObject({
      host: "127.0.0.1",
      appUrl: "http://localhost:5173",
      database: { folder: ".data/db" },
      stripe: { apiUrl: "http://localhost:12111", livemode: false },
      clerk: {
        apiUrl: "http://localhost:12112",
        issuer: "https://portico-sandbox-1.clerk.accounts.dev",
      },
      returnOrigins: ["http://localhost:5173"],
    });
  });

  it("follows the ports", () => {
    expect(read({ WEB_PORT: 9, STRIPE_SANDBOX_PORT: 10, CLERK_SANDBOX_PORT: 11 })).toMatchObject({
      appUrl: "http://localhost:9",
      stripe: { apiUrl: "http://localhost:10" },
      clerk: { apiUrl: "http://localhost:11" },
    });
  });
});

describe("Stripe's pace", () => {
  it.each<[string, Partial<Environment>, number]>([
    ["is gentle with a test account", { ...stripe, ...clerk }, 20],
    [
      "is brisk with a live one",
      { ...stripe, ...clerk, STRIPE_SECRET_KEY: "sk_live_own", APP_URL: "https://app.test" },
      80,
    ],
    ["is what was set", { STRIPE_REQUESTS_PER_SECOND: 7 }, 7],
  ])("%s", (_, changes, requestsPerSecond) => {
    expect(read(changes)).toMatchObject({ stripe: { requestsPerSecond } });
  });
});

describe("with your own keys", () => {
  it("asks Stripe and Clerk themselves, and answers everybody", () => {
    expect(read({ ...stripe, ...clerk, DATABASE_URL: "postgres://localhost/app" })).toMatchObject({
      host: "0.0.0.0",
      database: { url: "postgres://localhost/app", mayListen: true },
      stripe: { apiUrl: null, webhookSecrets: ["whsec_own"] },
      clerk: { issuer: "https://clerk.example.com", apiUrl: "https://api.clerk.com" },
    });
  });

  it("counts for all machines where there is a database for all of them", () => {
    expect(read({}).limitStore).toBe("memory");
    const shared = { ...stripe, ...clerk, DATABASE_URL: "postgres://localhost/app" };
    expect(read(shared).limitStore).toBe("database");
    expect(read({ ...shared, LIMIT_STORE: "memory" }).limitStore).toBe("memory");
  });

  it("asks for changes where a pooler lets nobody listen", () => {
    const pooled = { DATABASE_URL: "postgres://pooler/app", DATABASE_LISTEN: false };
    expect(read({ ...stripe, ...clerk, ...pooled }).database).toMatchObject({ mayListen: false });
  });

  it("does both, or either where others can do the rest on the same database", () => {
    const shared = { ...stripe, ...clerk, DATABASE_URL: "postgres://localhost/app" };
    expect(read(shared).roles).toEqual(["api", "worker"]);
    expect(read({ ...shared, ROLE: ["worker"] }).roles).toEqual(["worker"]);
  });

  it("trusts the proxies it is told of", () => {
    const ours = ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"];
    expect(read({ TRUSTED_PROXIES: ours }).trustedProxies).toEqual(ours);
  });

  it("always lets people come back to the page", () => {
    expect(read({ RETURN_ORIGINS: ["https://other.example.com/path"] }).returnOrigins).toEqual([
      "http://localhost:5173",
      "https://other.example.com",
    ]);
  });

  it.each(["https://app.example.com/hooks", "http://localhost:3000/hooks"])(
    "tells the host at %s, and nobody without an address",
    (url) => {
      const told = read({ HOST_WEBHOOK_URL: url, HOST_WEBHOOK_SECRET: [hostSecret] });
      expect(told.hostWebhook).toEqual({ url, secrets: [hostSecret] });
      expect(read().hostWebhook).toBeNull();
    },
  );

  it("takes Clerk's key from a PEM, also on one line", () => {
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({
      type: "spki",
      format: "pem",
    });
    const oneLine = pem.toString().replaceAll("\n", "\\n");
    expect(read({ CLERK_JWT_KEY: oneLine }).clerk.jwtKey).toMatchObject({ kty: "RSA" });
  });
});

it.each<[string, Partial<Environment>]>([
  ["STRIPE_WEBHOOK_SECRET", { STRIPE_SECRET_KEY: "sk_live_own", ...clerk }],
  [
    "CLERK_WEBHOOK_SECRET",
    {
      ...stripe,
      CLERK_PUBLISHABLE_KEY: clerk.CLERK_PUBLISHABLE_KEY,
      CLERK_SECRET_KEY: "sk_live_own",
    },
  ],
  ["CLERK_PUBLISHABLE_KEY", { ...stripe, CLERK_SECRET_KEY: "sk_live_own" }],
  ["CLERK_SECRET_KEY", { ...stripe, CLERK_PUBLISHABLE_KEY: clerk.CLERK_PUBLISHABLE_KEY }],
  ["STRIPE_SECRET_KEY", clerk],
  ["CLERK_SECRET_KEY", stripe],
  [
    "live key",
    { ...stripe, STRIPE_SECRET_KEY: "sk_live_own", STRIPE_API_URL: "http://localhost:12111" },
  ],
  ["APP_URL has to be https", { ...stripe, ...clerk, STRIPE_SECRET_KEY: "sk_live_own" }],
  ["ROLE is worker alone", { ROLE: ["worker"] }],
  ["NODE_ENV is production", { NODE_ENV: "production" }],
  ["CLERK_PUBLISHABLE_KEY", { ...stripe, ...clerk, CLERK_PUBLISHABLE_KEY: "pk_live_nonsense" }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: ["10.0.0.0/33"] }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: ["everybody"] }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: ["10.0.0.0/8/8"] }],
  ["HOST_WEBHOOK_URL", { HOST_WEBHOOK_SECRET: [hostSecret] }],
  ["HOST_WEBHOOK_SECRET", { HOST_WEBHOOK_URL: "https://app.example.com/hooks" }],
  [
    "HOST_WEBHOOK_URL has to be https",
    { HOST_WEBHOOK_URL: "http://app.example.com/hooks", HOST_WEBHOOK_SECRET: [hostSecret] },
  ],
  ["CORS_ORIGINS", { CORS_ORIGINS: ["*"] }],
  ["CLERK_JWT_KEY", { CLERK_JWT_KEY: "nonsense" }],
  ["RETURN_ORIGINS", { RETURN_ORIGINS: ["app.example.com"] }],
  ["AUTHORIZED_PARTIES", { AUTHORIZED_PARTIES: ["*"] }],
])("refuses half a configuration and names %s", (field, changes) => {
  expect(() => read(changes)).toThrow(field);
});

it.each(["29", "-1", "ninety", "30.5"])(
  "refuses RETENTION_DAYS=%s by its name",
  (RETENTION_DAYS) => {
    const [issue] = environment.safeParse({ RETENTION_DAYS }).error?.issues ?? [];
    expect(issue?.path).toEqual(["RETENTION_DAYS"]);
  },
);

it("keeps what is in letters for 90 days, and for as few as 30", () => {
  expect(environment.parse({}).RETENTION_DAYS).toBe(90);
  expect(environment.parse({ RETENTION_DAYS: "30" }).RETENTION_DAYS).toBe(30);
});
