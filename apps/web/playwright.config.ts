import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import type { Addresses } from "./e2e/addresses.ts";

// The house runs already: `npm test` starts one of its own and says where, `npm start` is found there.
const {
  APP_URL = "http://localhost:5173",
  STRIPE_SANDBOX_URL = "http://localhost:12111",
  CLERK_SANDBOX_URL = "http://localhost:12112",
  DATA_DIR = "../../.data",
  // The house has to be started with this in CORS_ORIGINS.
  LISTED_ORIGIN = "http://localhost:5180",
  CHROMIUM_PATH,
} = process.env;

export default defineConfig<Addresses>({
  reporter: "list",
  workers: 2,
  projects: [
    // The demo accounts are shared, so the journeys take turns.
    { name: "journeys", testDir: "e2e", workers: 1 },
    // Each walk has a sandbox of its own.
    { name: "walks", testDir: "../../packages/sandbox/browser", fullyParallel: true },
  ],
  forbidOnly: true,
  // For what hangs: machines may be busy.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: APP_URL,
    stripeUrl: STRIPE_SANDBOX_URL,
    clerkUrl: CLERK_SANDBOX_URL,
    listedOrigin: LISTED_ORIGIN,
    dataDir: resolve(import.meta.dirname, DATA_DIR),
    trace: "retain-on-failure",
    launchOptions: {
      ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
      ],
    },
  },
});
