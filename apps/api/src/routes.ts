import { createOperatorRouter, hearClerk, openPortal } from "@portico/billing";
import { isMigrated, keepLetters } from "@portico/db";
import type { Ask } from "./ask.ts";
import { billingNeeds } from "./billing-needs.ts";
import { apiKeyNeeds, createApiKeyDoor } from "./callers/api-key.ts";
import { createClerkSession } from "./callers/clerk-session.ts";
import { hearClerkWebhook } from "./clerk-webhook.ts";
import { pageConfig } from "./config-json.ts";
import { type Contract, refuseTooLarge, runContract } from "./contracts/contract.ts";
import { plainUrlContract } from "./contracts/plain-url.ts";
import { redirectContract } from "./contracts/redirect.ts";
import { successFlagContract } from "./contracts/success-flag.ts";
import { wrappedDataContract } from "./contracts/wrapped-data.ts";
import type { AppDeps } from "./deps.ts";
import { createLetterKeeper } from "./letter-keeper.ts";
import { createLimits } from "./limits/limits.ts";
import { sharedStore } from "./limits/shared-store.ts";
import { contractOperation } from "./openapi/contract-operation.ts";
import {
  CLERK_WEBHOOK,
  CONFIG,
  HEALTH,
  READY,
  STRIPE_WEBHOOK,
} from "./openapi/house-operations.ts";
import type { Operation, Operations } from "./openapi/operation.ts";
import { referenceOf } from "./openapi/reference.ts";
import { trpcOperations } from "./openapi/trpc-operations.ts";
import { createOperatorEntrance, isOperator, OPERATOR_PATH } from "./operator/entrance.ts";
import { operatorNeeds } from "./operator/operator-needs.ts";
import { ready } from "./ready.ts";
import { hearStripe } from "./stripe-webhook.ts";
import { createAppRouter, createTrpcEntrance, TRPC_PATH, trpcRefusal } from "./trpc.ts";

export interface Route {
  /** Where another method would get a 405, which tells that there is something, it is ALL. */
  methods: ("GET" | "POST" | "ALL")[];
  path: string;
  /** To everybody else there is nothing at this address. */
  isFor?(ask: Ask): boolean;
  largestBody: number;
  /** Pages of other origins may ask: who is asking is told by a bearer token alone. */
  byBearer?: true;
  answer(ask: Ask): Response | Promise<Response>;
  /** In the surface's own shape; without it, in the house's envelope. */
  tooLarge?(ask: Ask): Response;
  /** What the reference says about it. */
  reference: Operations;
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
    whoMay: settings.whoMay,
    now: () => now().getTime(),
  });
  const byApiKey = createApiKeyDoor(apiKeyNeeds(deps));
  const limits = createLimits(
    settings.limits,
    settings.limitStore === "database" ? sharedStore(deps) : null,
  );
  const billing = billingNeeds(deps);
  const router = createAppRouter(billing);
  const stripeLetters = {
    secrets: settings.stripe.webhookSecrets,
    livemode: settings.stripe.livemode,
    now,
    keepLetter: createLetterKeeper((letters) => keepLetters(db, letters)),
    onLetter,
  };
  const clerkWords = {
    secrets: settings.clerk.webhookSecrets,
    hear: (id: string, payload: unknown) => hearClerk(db, id, payload, now()),
  };
  const portalNeeds = { admit: limits.admit, openPortal: openPortal.bind(null, billing) };
  const portal = (route: typeof post, path: string, contract: Contract): Route => ({
    ...route(path, contractOperation(contract), (ask) => runContract(contract, portalNeeds, ask)),
    tooLarge: (ask) => refuseTooLarge(contract, ask),
  });
  const config = pageConfig(settings);
  const isReady = ready(() => isMigrated(db));
  const { appUrl } = settings;

  const routes: Route[] = [
    get("/health", HEALTH, () => Response.json({ status: "alive" })),
    get("/ready", READY, isReady),
    get("/config.json", CONFIG, () =>
      Response.json(config, { headers: { "cache-control": "no-cache" } }),
    ),
    portal(
      get,
      "/api/v1/operations/payment/customer-portal",
      redirectContract({ appUrl, session }),
    ),
    portal(bearer, "/api/billing-portal", plainUrlContract(session)),
    portal(bearer, "/v1/billing/portal", wrappedDataContract(byApiKey)),
    portal(bearer, "/subscriptions/portal", successFlagContract({ appUrl, session })),
    {
      methods: ["GET", "POST"],
      path: `${TRPC_PATH}/*`,
      largestBody: BODY,
      byBearer: true,
      answer: createTrpcEntrance(router, session, limits),
      tooLarge: ({ requestId }) => trpcRefusal(router, requestId, "PAYLOAD_TOO_LARGE"),
      reference: trpcOperations(router),
    },
    {
      methods: ["ALL"],
      path: `${OPERATOR_PATH}/*`,
      isFor: (ask) => isOperator(deps.operatorToken, ask),
      largestBody: BODY,
      answer: createOperatorEntrance(createOperatorRouter(operatorNeeds(deps)), limits),
      reference: {},
    },
    webhook("/webhooks/stripe", STRIPE_WEBHOOK, (ask) => hearStripe(stripeLetters, ask)),
    webhook("/webhooks/clerk", CLERK_WEBHOOK, (ask) => hearClerkWebhook(clerkWords, ask)),
  ];
  const operations = Object.fromEntries(routes.flatMap((each) => Object.entries(each.reference)));
  const reference = referenceOf(appUrl, operations);
  return [
    ...routes,
    get("/openapi.json", null, reference.openApi),
    get("/docs", null, reference.docs),
    get("/llms.txt", null, reference.llms),
  ];
}

function get(path: string, operation: Operation | null, answer: Route["answer"]): Route {
  const reference = operation ? { [path]: { get: operation } } : {};
  return { methods: ["GET"], path, largestBody: BODY, answer, reference };
}

function post(path: string, operation: Operation, answer: Route["answer"]): Route {
  const reference = { [path]: { post: operation } };
  return { methods: ["POST"], path, largestBody: BODY, answer, reference };
}

function bearer(...asked: Parameters<typeof post>): Route {
  return { ...post(...asked), byBearer: true };
}

function webhook(...asked: Parameters<typeof post>): Route {
  return { ...post(...asked), largestBody: WEBHOOK_BODY };
}
