import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);
const url = z.url({ protocol: /^https?$/ });
const perMinute = z.coerce.number().int().min(1).max(1_000_000_000);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean),
);

/** Clerk writes a role as org:admin and a permission as org:billing:manage. */
const whoMay = list.pipe(
  z
    .array(z.string().regex(/^org(:\w+){1,2}$/, "is neither a role nor a permission of Clerk's"))
    .min(1),
);

const signingSecrets = list.pipe(
  z
    .array(
      z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, "is not whsec_ and 24 to 64 bytes in base64"),
    )
    .min(1),
);

/** What a process does: answer requests, work on letters, or both. */
const roles = list.pipe(z.array(z.enum(["api", "worker"])).min(1));

/** What may be set, and what holds where nothing is. */
export const environment = z.object({
  PORT: port.default(8787),
  WEB_PORT: port.default(5173),
  STRIPE_SANDBOX_PORT: port.default(12_111),
  CLERK_SANDBOX_PORT: port.default(12_112),
  APP_URL: url.optional(),
  ROLE: roles.default(["api", "worker"]),
  METRICS_TOKEN: z.string().min(16, "is too short to keep anybody out").optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_LISTEN: z.stringbool().default(true),
  WEB_DIST: z.string().optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/, "is no Stripe secret key")
    .optional(),
  STRIPE_WEBHOOK_SECRET: list.optional(),
  STRIPE_API_URL: url.optional(),
  STRIPE_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).max(10_000).optional(),
  PLANS_FILE: z.string().optional(),
  PORTAL_FILE: z.string().optional(),
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_/, "is no Clerk publishable key")
    .optional(),
  CLERK_SECRET_KEY: z
    .string()
    .regex(/^sk_(test|live)_/, "is no Clerk secret key")
    .optional(),
  CLERK_WEBHOOK_SECRET: list.optional(),
  CLERK_API_URL: url.optional(),
  CLERK_JWT_KEY: z.string().optional(),
  HOST_WEBHOOK_URL: url.optional(),
  HOST_WEBHOOK_SECRET: signingSecrets.optional(),
  RETURN_ORIGINS: list.optional(),
  AUTHORIZED_PARTIES: list.optional(),
  CORS_ORIGINS: list.optional(),
  MAY_READ: whoMay.optional(),
  MAY_WRITE: whoMay.default(["org:admin", "org:billing:manage"]),
  TRUSTED_PROXIES: list.default([]),
  LIMIT_STORE: z.enum(["memory", "database"]).optional(),
  LIMIT_PER_ADDRESS: perMinute.default(1_200),
  LIMIT_PER_ORGANIZATION: perMinute.default(600),
  LIMIT_PER_API_KEY: perMinute.default(300),
  AUTOMATIC_TAX: z.stringbool().default(false),
  COLLECT_TAX_IDS: z.stringbool().default(false),
  API_KEY_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,15}$/, "is not one to sixteen small letters and digits")
    .default("am"),
  WHEN_ORGANIZATION_GOES: z
    .enum(["period end", "now", "now with refund", "keep"])
    .default("period end"),
  REFUND_DOUBLES: z.stringbool().default(false),
  GRACE_DAYS: z.coerce.number().int().min(0).max(365).default(14),
  RETENTION_DAYS: z.coerce.number().int().min(30, "is under 30 days").default(90),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  NODE_ENV: z.string().optional(),
});

export type Environment = z.infer<typeof environment>;
