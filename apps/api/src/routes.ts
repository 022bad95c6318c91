import { hearClerk, openPortal } from "@portico/billing";
import { isMigrated, keepLetter } from "@portico/db";
import type { Ask } from "./ask.ts";
import { billingNeeds } from "./billing-needs.ts";
import { apiKeyNeeds, createApiKeyDoor } from "./callers/api-key.ts";
import { createClerkSession } from "./callers/clerk-session.ts";
import { hearClerkWebhook } from "./clerk-webhook.ts";
import { pageConfig } from "./config-json.ts";
import { type Contract, runContract } from "./contracts/contract.ts";
import { plainUrlContract } from "./contracts/plain-url.ts";
import { redirectContract } from "./contracts/redirect.ts";
import { successFlagContract } from "./contracts/success-flag.ts";
import { wrappedDataContract } from "./contracts/wrapped-data.ts";
import type { AppDeps } from "./deps.ts";
import { ready } from "./ready.ts";
import { hearStripe } from "./stripe-webhook.ts";
import { createAppRouter, createTrpcEntrance, TRPC_PATH, trpcTooLarge } from "./trpc.ts";

export interface Route {
  methods: ("GET" | "POST")[];
  path: string;
  largestBody: number;
  /** Pages of other origins may ask: who is asking is told by a bearer token alone. */
  byBearer?: true;
  answer(ask: Ask): Response | Promise<Response>;
  /** In the surface's own shape; without it, in the house's envelope. */
  tooLarge?(requestId: string): Response;
}

const BODY = 64 * 1024;
const WEBHOOK_BODY = 1024 * 1024;

/** Every address we answer. */
export function routesOf(deps: AppDeps): Route[] {
  const { settings, db, clerkKeys, now, onLetter } = deps;
  const session = createClerkSession({
    keys: clerkKeys,
    issuer: settings.clerk.issuer,
    publishableKey: settings.clerk.publishableKey,
    authorizedParties: settings.authorizedParties,
    now: () => now().getTime(),
  });
  const byApiKey = createApiKeyDoor(apiKeyNeeds(deps));
  const billing = billingNeeds(deps);
  const router = createAppRouter(billing);
  const stripeLetters = {
    secrets: settings.stripe.webhookSecrets,
    livemode: settings.stripe.livemode,
    now,
    keepLetter: keepLetter.bind(null, db),
    onLetter,
  };
  const clerkWords = {
    secrets: settings.clerk.webhookSecrets,
    hear: (id: string, payload: unknown) => hearClerk(db, id, payload, now()),
  };
  const contract = (each: Contract) => (ask: Ask) =>
    runContract(
      each,
      { openPortal: openPortal.bind(null, billing), onRefusal: ask.log.refused },
      ask,
    );
  const config = pageConfig(settings);
  const isReady = ready(() => isMigrated(db));

  return [
    get("/health", () => Response.json({ status: "alive" })),
    get("/ready", isReady),
    get("/config.json", () => Response.json(config, { headers: { "cache-control": "no-cache" } })),
    get(
      "/api/v1/operations/payment/customer-portal",
      contract(redirectContract({ appUrl: settings.appUrl, session })),
    ),
    bearer("/api/billing-portal", contract(plainUrlContract(session))),
    bearer("/v1/billing/portal", contract(wrappedDataContract(byApiKey))),
    bearer(
      "/subscriptions/portal",
      contract(successFlagContract({ appUrl: settings.appUrl, session })),
    ),
    {
      methods: ["GET", "POST"],
      path: `${TRPC_PATH}/*`,
      largestBody: BODY,
      byBearer: true,
      answer: createTrpcEntrance(router, session),
      tooLarge: (requestId) => trpcTooLarge(router, requestId),
    },
    webhook("/webhooks/stripe", (ask) => hearStripe(stripeLetters, ask)),
    webhook("/webhooks/clerk", (ask) => hearClerkWebhook(clerkWords, ask)),
  ];
}

function get(path: string, answer: Route["answer"]): Route {
  return { methods: ["GET"], path, largestBody: BODY, answer };
}

function bearer(path: string, answer: Route["answer"]): Route {
  return { methods: ["POST"], path, largestBody: BODY, byBearer: true, answer };
}

function webhook(path: string, answer: Route["answer"]): Route {
  return { methods: ["POST"], path, largestBody: WEBHOOK_BODY, answer };
}
