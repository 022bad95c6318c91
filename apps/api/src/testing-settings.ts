import type { Settings } from "./settings.ts";
import { readSettings } from "./settings.ts";
import { environment } from "./settings/environment.ts";
import type { SandboxKeys } from "./settings/sandbox-keys.ts";

export const APP_URL = "http://localhost:5173";
export const METRICS_TOKEN = "the-scraper's-own";
/** Another site that may ask. */
export const LISTED_ORIGIN = "https://partner.test";

/** What holds where nothing is set, and no limit that a test would meet by chance. */
export function settingsFor(keys: SandboxKeys): Settings {
  const set = environment.parse({
    CORS_ORIGINS: LISTED_ORIGIN,
    METRICS_TOKEN,
    STRIPE_REQUESTS_PER_SECOND: 1_000,
    LIMIT_PER_ADDRESS: 1_000_000,
    LIMIT_PER_ORGANIZATION: 1_000_000,
    LIMIT_PER_API_KEY: 1_000_000,
  });
  return readSettings(set, () => keys);
}
