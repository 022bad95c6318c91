import { createPublicKey, type JsonWebKey } from "node:crypto";
import type { Environment } from "./environment.ts";
import { missing } from "./missing.ts";
import type { SandboxKeys } from "./sandbox-keys.ts";

export interface ClerkSettings {
  publishableKey: string;
  issuer: string;
  secretKey: string;
  webhookSecrets: string[];
  apiUrl: string;
  /** Without it the keys are fetched. */
  jwtKey: JsonWebKey | null;
}

export function sandboxClerk(env: Environment, keys: SandboxKeys): ClerkSettings {
  return {
    publishableKey: keys.clerkPublishableKey,
    issuer: issuerOf(keys.clerkPublishableKey),
    secretKey: keys.clerkSecretKey,
    webhookSecrets: env.CLERK_WEBHOOK_SECRET ?? [keys.clerkWebhookSecret],
    apiUrl: env.CLERK_API_URL ?? `http://localhost:${env.CLERK_SANDBOX_PORT}`,
    jwtKey: jwtKeyOf(env),
  };
}

export function ownClerk(env: Environment): ClerkSettings {
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
