import {
  type ApiKeyCaller,
  type Recognized,
  Refused,
  verifyApiKey,
  type VerifyApiKeyNeeds,
} from "@portico/billing";
import { noteApiKeyUse, prepareApiKey } from "@portico/db";
import type { AppDeps } from "../deps.ts";
import type { Settings } from "../settings.ts";

/** Which organization a request speaks for, by one of its API keys. */
export type ApiKeyDoor = (request: Request) => Promise<Recognized<ApiKeyCaller>>;

export function createApiKeyDoor(needs: VerifyApiKeyNeeds): ApiKeyDoor {
  return async (request) => {
    const [, secret] = /^Bearer (\w+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    if (secret === undefined) throw new Refused("NOT_SIGNED_IN");
    return verifyApiKey(needs, secret);
  };
}

export function apiKeyNeeds({
  db,
  settings,
  now,
  log,
}: Pick<AppDeps, "db" | "settings" | "now" | "log">): VerifyApiKeyNeeds {
  return {
    keyStyle: keyStyleOf(settings),
    now,
    findApiKey: prepareApiKey(db),
    noteApiKeyUse(apiKey, at) {
      noteApiKeyUse(db, apiKey, at).catch((error: unknown) =>
        log.warn({ apiKey, error }, "the use of an API key could not be noted"),
      );
    },
  };
}

export function keyStyleOf({ apiKeyPrefix, stripe }: Settings) {
  return { prefix: apiKeyPrefix, livemode: stripe.livemode };
}
