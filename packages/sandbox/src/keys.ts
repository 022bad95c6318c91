import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const sandboxKeys = z.object({
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  clerkPublishableKey: z.string(),
  clerkSecretKey: z.string(),
  clerkWebhookSecret: z.string(),
});

/** What `DATA_DIR/sandbox/keys.json` holds. */
export type SandboxKeys = z.infer<typeof sandboxKeys>;

const CLERK_HOST = "portico-sandbox-1.clerk.accounts.dev";

/** The keys of a sandbox, made when it first starts. */
export function openKeys(folder: string): SandboxKeys {
  const file = join(folder, "keys.json");
  if (existsSync(file)) return sandboxKeys.parse(JSON.parse(readFileSync(file, "utf8")));
  const keys = makeKeys();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

export function makeKeys(): SandboxKeys {
  const random = () => randomBytes(24).toString("hex");
  return {
    stripeSecretKey: `sk_test_${random()}`,
    stripeWebhookSecret: `whsec_${random()}`,
    clerkPublishableKey: `pk_test_${Buffer.from(`${CLERK_HOST}$`).toString("base64")}`,
    clerkSecretKey: `sk_test_${random()}`,
    clerkWebhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
  };
}
