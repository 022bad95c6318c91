import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Ask } from "./ask.ts";
import type { AppDeps } from "./deps.ts";
import { problem, PROBLEMS } from "./envelope.ts";
import { letterBoxesOf, type LetterBox } from "./letter-box.ts";
import { createAddressOf } from "./limits/address.ts";
import { tellQuotas } from "./limits/limits.ts";
import { createReception, type Reception } from "./reception.ts";
import { type Route, routesOf } from "./routes.ts";

interface Env {
  Bindings: { peer: string | undefined };
  Variables: { ask: Ask };
}

export interface App {
  /** `peer` is the address of whoever is connected. */
  fetch(request: Request, peer?: string): Promise<Response>;
  /** A shorter way in for letters. */
  letterBoxes?: LetterBox[];
}

export function createApp(deps: AppDeps): App {
  const app = new Hono<Env>();
  const receive = createReception(deps);
  const routes = routesOf(deps);
  app.use(withRequest(receive, deps));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: wrongMethod }));
  for (const route of routes) {
    if (route.byBearer) app.use(route.path, fromOtherOrigins(deps.settings.corsOrigins));
    addRoute(app, route);
  }
  app.notFound(
    async (c) =>
      (await deps.page?.(c.req.raw)) ?? problem(c.get("ask").requestId, PROBLEMS.notFound),
  );
  app.onError((error, c) => {
    c.get("ask").log.refused(error);
    return problem(c.get("ask").requestId, PROBLEMS.unexpected);
  });
  return {
    fetch: async (request, peer) => app.fetch(request, { peer }),
    letterBoxes: letterBoxesOf(routes, receive),
  };
}

/** Gives each request what every answer to it needs, and each answer what none should lack. */
function withRequest(receive: Reception, { settings }: AppDeps): MiddlewareHandler<Env> {
  const addressOf = createAddressOf(settings.trustedProxies);
  return async (c, next) => {
    const request = c.req.raw;
    const { method, path } = c.req;
    const inboundId = request.headers.get("x-request-id");
    const { requestId, log, headers, answered } = receive({ method, path, inboundId });
    const address = addressOf(request, c.env.peer);
    const quotas: Ask["quotas"] = new Map();
    c.set("ask", { request, path, requestId, log, address, peer: c.env.peer, quotas });
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    tellQuotas(c.res.headers, quotas);
    answered(c.res.status);
  };
}

/** Without credentials: a cookie never counts here. */
function fromOtherOrigins(origin: string[]): MiddlewareHandler<Env> {
  const ask = cors({
    origin,
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type", "last-event-id", "x-request-id"],
    exposeHeaders: ["x-request-id", "retry-after", "ratelimit", "ratelimit-policy"],
    maxAge: 600,
  });
  // Programs and our own page name no origin, or need no leave; to ask all the same costs them a tenth.
  return async (c, next) => (c.req.raw.headers.has("origin") ? ask(c, next) : next());
}

function addRoute(app: Hono<Env>, route: Route) {
  const { methods, path, isFor, largestBody, answer, tooLarge } = route;
  if (isFor)
    app.on(methods, path, (c, next) =>
      isFor({ ...c.var.ask, request: c.req.raw }) ? next() : c.notFound(),
    );
  const refuseLarge = (c: Context<Env>) =>
    tooLarge?.(c.get("ask")) ?? problem(c.get("ask").requestId, PROBLEMS.tooLarge);
  app.on(methods, path, withinLimit(largestBody, refuseLarge), (c) =>
    answer({ ...c.get("ask"), request: c.req.raw }),
  );
}

/** To ask a request for its body costs a good part of a small answer, so what says its length is judged by that. */
function withinLimit(
  maxSize: number,
  onError: (c: Context<Env>) => Response,
): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize, onError });
  // What fails behind it is answered there, so what fails here is the sender.
  const readWithin: MiddlewareHandler<Env> = (c, next) =>
    limit(c, next).catch(() => problem(c.get("ask").requestId, PROBLEMS.brokenOff));
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (c.req.header("transfer-encoding") !== undefined) return readWithin(c, next);
    if (length === undefined) return c.req.method === "GET" ? next() : readWithin(c, next);
    return Number(length) > maxSize ? onError(c) : next();
  };
}

function wrongMethod(c: Context<Env>, methods: string[]): Response {
  const allow = methods.join(", ");
  return problem(c.get("ask").requestId, {
    status: 405,
    code: "METHOD_NOT_ALLOWED",
    message: `This address answers ${allow} only.`,
    headers: { allow },
  });
}
