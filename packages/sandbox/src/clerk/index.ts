import type { Outbox } from "../deliveries.ts";
import type { SandboxKeys } from "../keys.ts";
import type { World } from "../world.ts";
import { createApp } from "./app.ts";
import { openClients } from "./clients.ts";
import { seedDirectory } from "./demo.ts";
import { openDirectory } from "./directory.ts";
import { createMint } from "./mint.ts";
import type { SigningKey } from "./signing-key.ts";
import { createWebhooks } from "./webhooks.ts";

export { keyInMemory, openSigningKey, type SigningKey } from "./signing-key.ts";

export interface ClerkSandboxNeeds {
  world: World;
  keys: SandboxKeys;
  signingKey: SigningKey;
  /** The app's public address: its pages reach the sandbox through a proxy at `/__clerk`. */
  appUrl: string;
  /** Where the host takes Clerk's webhooks. */
  webhookUrl: string;
  fetch: (request: Request) => Promise<Response>;
  now: () => number;
}

export interface ClerkSandbox {
  fetch(request: Request): Promise<Response>;
  outbox: Outbox;
}

/** A Clerk that runs on this machine: frontend API, backend API, webhooks and a page to choose who to be. */
export function createClerkSandbox(needs: ClerkSandboxNeeds): ClerkSandbox {
  const { world, keys, signingKey, appUrl, webhookUrl, fetch, now } = needs;
  const secret = keys.clerkWebhookSecret;
  const { outbox, tell } = createWebhooks({ world, webhookUrl, secret, fetch, now });
  const directory = openDirectory({ world, tell, now });
  seedDirectory(world, directory);
  const clients = openClients({ world, directory, now });
  const { clerkPublishableKey } = keys;
  const mint = createMint({ directory, signingKey, clerkPublishableKey, appUrl, now });
  return { fetch: createApp({ directory, clients, mint, signingKey, appUrl, now }), outbox };
}
