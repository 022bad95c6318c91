import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const sandboxKeys = z.object({
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  clerkPublishableKey: z.string(),
  clerkSecretKey: z.string(),
  clerkWebhookSecret: z.string(),
});

export type SandboxKeys = z.infer<typeof sandboxKeys>;

/** The sandbox makes its keys when it first starts. */
export function readSandboxKeys(dataDir: string): SandboxKeys {
  const file = join(dataDir, "sandbox", "keys.json");
  try {
    return sandboxKeys.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new Error(
      `No Stripe or Clerk keys are set, and the sandbox has left none in ${file}. Start it first: portico sandbox.`,
    );
  }
}
