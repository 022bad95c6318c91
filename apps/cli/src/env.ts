import { resolve } from "node:path";
import { z } from "zod";

const port = (usual: number) => z.coerce.number().int().min(1).max(65535).default(usual);

const variables = z
  .object({
    DATA_DIR: z.string().default(".data"),
    PORT: port(8787),
    WEB_PORT: port(5173),
    STRIPE_SANDBOX_PORT: port(12111),
    CLERK_SANDBOX_PORT: port(12112),
    APP_URL: z.url().optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^[sr]k_(test|live)_/)
      .optional(),
    STRIPE_API_URL: z.url().optional(),
    PLANS_FILE: z.string().optional(),
    PORTAL_FILE: z.string().optional(),
  })
  .transform((env) => ({
    dataDir: resolve(env.DATA_DIR),
    appUrl: env.APP_URL ?? `http://localhost:${env.WEB_PORT}`,
    apiUrl: `http://localhost:${env.PORT}`,
    stripePort: env.STRIPE_SANDBOX_PORT,
    clerkPort: env.CLERK_SANDBOX_PORT,
    databaseUrl: env.DATABASE_URL,
    stripe: stripeIn(env),
    plansFile: env.PLANS_FILE ? resolve(env.PLANS_FILE) : null,
    portalFile: env.PORTAL_FILE ? resolve(env.PORTAL_FILE) : null,
  }));

interface StripeVariables {
  STRIPE_SECRET_KEY?: string | undefined;
  STRIPE_API_URL?: string | undefined;
  STRIPE_SANDBOX_PORT: number;
}

/** Without a key, the sandbox, which takes any of its kind. */
function stripeIn({
  STRIPE_SECRET_KEY: key,
  STRIPE_API_URL: url,
  STRIPE_SANDBOX_PORT: port,
}: StripeVariables) {
  return key
    ? { secretKey: key, apiUrl: url ?? null }
    : { secretKey: "sk_test_sandbox", apiUrl: url ?? `http://localhost:${port}` };
}

export type Settings = z.infer<typeof variables>;

/** The only reader of the environment. An empty variable counts as missing. */
export function readEnv(): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const read = variables.safeParse(set);
  if (read.success) return { ok: true, settings: read.data };
  const fields = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  return { ok: false, problem: `These variables cannot be used:\n${fields.join("\n")}` };
}
