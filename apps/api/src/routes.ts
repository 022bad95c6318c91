import { isMigrated, prepareKeepLetters, readFigures } from "@portico/db";
import { type Caller, createOperatorRouter, hearClerk, type Recognized } from "@portico/billing";
import {
  type Contract,
  plainUrl,
  redirect,
  refuseTooLarge,
  runContract,
  runVerb,
  successFlag,
  type Surface,
  type Verb,
  VERBS,
  wrappedData,
} from "@portico/billing/contracts";
import type { Ask } from "./ask.ts";
import { billingNeeds } from "./billing-needs.ts";
import { apiKeyNeeds, createApiKeyDoor } from "./callers/api-key.ts";
import { createClerkSession } from "./callers/clerk-session.ts";
import { hearClerkWebhook } from "./clerk-webhook.ts";
import { pageConfig } from "./config-json.ts";
import type { AppDeps } from "./deps.ts";
import { createLetterKeeper } from "./letter-keeper.ts";
import { createLimits } from "./limits/limits.ts";
import { sharedStore } from "./limits/shared-store.ts";
import { countOpens } from "./metrics/count-opens.ts";
import { showMetrics } from "./metrics/show-metrics.ts";
import {
  CLERK_WEBHOOK,
  CONFIG,
  HEALTH,
  READY,
  STRIPE_WEBHOOK,
} from "./openapi/house-operations.ts";
import type { Operation, Operations } from "./openapi/operation.ts";
import { referenceOf } from "./openapi/reference.ts";
import { surfaceOperation } from "./openapi/surface-operation.ts";
import { trpcOperations } from "./openapi/trpc-operations.ts";
import { createOperatorEntrance, isOperator, OPERATOR_PATH } from "./operator/entrance.ts";
import { hasBearer } from "./operator/has-bearer.ts";
import { operatorNeeds } from "./operator/operator-needs.ts";
import { ready } from "./ready.ts";
import { createStripeWebhook, hearAsked, type HearStripe } from "./stripe-webhook.ts";
import { createAppRouter, createTrpcEntrance, TRPC_PATH, trpcRefusal } from "./trpc.ts";

export interface Route {
  methods: ("GET" | "POST" | "ALL")[];
  path: string;
  /** To everybody else there is nothing at this address. */
  isFor?: ((ask: Ask) => boolean) | undefined;
  largestBody: number;
  /** Pages of other origins may ask: who is asking is told by a bearer token alone. */
  byBearer?: true;
  answer(ask: Ask): Response | Promise<Response>;
  /** In the surface's own shape; without it, in the house's envelope. */
  tooLarge?(ask: Ask): Response;
  /** Answers letters by themselves, as `answer` does those in a request. */
  hear?: HearStripe;
  /** What the reference says about it. */
  reference: Operations;
}

/** How callers of a contract show who they are. */
interface WayIn {
  door(request: Request): Promise<Recognized<Caller>>;
  security: NonNullable<Operation["security"]>;
}

const BODY = 64 * 1024;
const WEBHOOK_BODY = 1024 * 1024;
/** A row for each customer of a large account. */
const OPERATOR_BODY = 16 * 1024 * 1024;

/** Every address we answer. */
export function routesOf(deps: AppDeps): Route[] {
  const { settings, db, metrics, clerkKeys, now, onLetter } = deps;
  const everyRole = [
    get("/health", HEALTH, () => Response.json({ status: "alive" })),
    get(
      "/ready",
      READY,
      ready(() => isMigrated(db)),
    ),
    hidden(
      "/metrics",
      ({ request }) => settings.metricsToken !== null && hasBearer(request, settings.metricsToken),
      showMetrics({ metrics, readFigures: () => readFigures(db), now }),
    ),
  ];
  if (!settings.roles.includes("api")) return everyRole;

  const session = createClerkSession({
    keys: clerkKeys,
    issuer: settings.clerk.issuer,
    publishableKey: settings.clerk.publishableKey,
    authorizedParties: settings.authorizedParties,
    whoMay: settings.whoMay,
    now: () => now().getTime(),
  });
  const limits = createLimits(
    settings.limits,
    settings.limitStore === "database" ? sharedStore(deps) : null,
  );
  const billing = billingNeeds(deps);
  const router = createAppRouter(billing);
  const hear = createStripeWebhook({
    secrets: settings.stripe.webhookSecrets,
    livemode: settings.stripe.livemode,
    now,
    keepLetter: createLetterKeeper(prepareKeepLetters(db)),
    onLetter,
  });
  const clerkWords = {
    secrets: settings.clerk.webhookSecrets,
    async hear(id: string, payload: unknown) {
      const heard = await hearClerk(db, id, payload, now());
      if (heard === "stored") onLetter();
      return heard;
    },
  };
  const askedAt = (ask: Ask, { door }: WayIn) => ({
    door: (request: Request) => limits.admit({ ...ask, request }, door),
    onRefused: ask.log.refused,
    ...ask,
  });
  const inItsWords = (surface: Surface, way: WayIn, tag: Operation["tag"]) => ({
    operation: surfaceOperation(surface, tag, way.security),
    tooLarge: (ask: Ask) => refuseTooLarge(surface, askedAt(ask, way)),
  });
  const portal = (route: typeof post, path: string, contract: Contract, way: WayIn): Route => {
    const { operation, tooLarge } = inItsWords(contract, way, "Portal");
    const answer = (ask: Ask) => runContract(contract, billing, askedAt(ask, way));
    return { ...route(path, operation, countOpens(metrics, path, answer)), tooLarge };
  };
  const verb = (each: Verb): Route => {
    const { operation, tooLarge } = inItsWords(each, byKey, "Billing");
    const route = each.method === "GET" ? get : post;
    const answer = (ask: Ask) => runVerb(each, billing, askedAt(ask, byKey));
    return { ...route(each.path, operation, answer), byBearer: true, tooLarge };
  };
  const bySession: WayIn = { door: session.byBearer, security: ["session"] };
  const byLink: WayIn = { door: session.byLink, security: ["session", "cookie"] };
  const byKey: WayIn = { door: createApiKeyDoor(apiKeyNeeds(deps)), security: ["apiKey"] };
  const config = pageConfig(settings);
  const { appUrl } = settings;

  const routes: Route[] = [
    ...everyRole,
    get("/config.json", CONFIG, () =>
      Response.json(config, { headers: { "cache-control": "no-cache" } }),
    ),
    portal(get, "/api/v1/operations/payment/customer-portal", redirect(appUrl), byLink),
    portal(bearer, "/api/billing-portal", plainUrl, bySession),
    portal(bearer, "/v1/billing/portal", wrappedData, byKey),
    portal(bearer, "/subscriptions/portal", successFlag(appUrl), bySession),
    ...VERBS.map(verb),
    {
      methods: ["GET", "POST"],
      path: `${TRPC_PATH}/*`,
      largestBody: BODY,
      byBearer: true,
      tooLarge: ({ requestId }) => trpcRefusal(router, requestId, "PAYLOAD_TOO_LARGE"),
      answer: countOpens(
        metrics,
        `${TRPC_PATH}/billing.createPortal`,
        createTrpcEntrance(router, session, limits),
      ),
      reference: trpcOperations(router),
    },
    {
      ...hidden(
        `${OPERATOR_PATH}/*`,
        (ask) => isOperator(deps.operatorToken, ask),
        createOperatorEntrance(createOperatorRouter(operatorNeeds(deps)), limits),
      ),
      largestBody: OPERATOR_BODY,
    },
    { ...webhook("/webhooks/stripe", STRIPE_WEBHOOK, (ask) => hearAsked(hear, ask)), hear },
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

/** Another method would be answered 405, which tells that there is something: so all are taken. */
function hidden(path: string, isFor: Route["isFor"], answer: Route["answer"]): Route {
  return { methods: ["ALL"], path, isFor, largestBody: BODY, answer, reference: {} };
}

function bearer(...asked: Parameters<typeof post>): Route {
  return { ...post(...asked), byBearer: true };
}

function webhook(...asked: Parameters<typeof post>): Route {
  return { ...post(...asked), largestBody: WEBHOOK_BODY };
}
