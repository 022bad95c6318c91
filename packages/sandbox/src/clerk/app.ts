import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { backendApi } from "./backend/api.ts";
import { clerkJsFiles } from "./clerk-js.ts";
import type { Clients } from "./clients.ts";
import { demoToken } from "./demo-token.ts";
import type { Directory } from "./directory.ts";
import { answerError, ClerkError, notFound } from "./errors.ts";
import { frontendApi } from "./frontend/api.ts";
import { browserKey } from "./frontend/browser.ts";
import { clientJsonFor } from "./frontend/client-json.ts";
import { loopbackOnly, neverStored, ownPagesOnly } from "./guards.ts";
import type { Mint } from "./mint.ts";
import { picker } from "./picker/routes.ts";
import type { SigningKey } from "./signing-key.ts";

interface AppNeeds {
  directory: Directory;
  clients: Clients;
  mint: Mint;
  signingKey: SigningKey;
  appUrl: string;
  now: () => number;
}

const LONGEST_BODY = 64 * 1024;

/** Every address the sandbox answers. Clerk keeps its two APIs on two hosts; here they share `/v1`. */
export function createApp(needs: AppNeeds): (request: Request) => Promise<Response> {
  const { directory, clients, mint, appUrl } = needs;
  const json = clientJsonFor({ clients, directory, mint });
  const backend = appWith((api) => api.route("/v1", backendApi(needs)));
  const app = appWith((all) => {
    all.use(neverStored, loopbackOnly, ownPagesOnly(new URL(appUrl).origin));
    all.use(bodyLimit({ maxSize: LONGEST_BODY, onError: refuseLongBody }));
    all.route("/npm", clerkJsFiles());
    all.route("/sandbox/sign-in", picker({ clients, directory, appUrl }));
    all.route("/sandbox/token", demoToken({ directory, mint }));
    all.use("/v1/*", async (c, next) =>
      c.req.header("authorization") ? backend.fetch(c.req.raw) : next(),
    );
    all.route("/v1", frontendApi({ clients, directory, json, appUrl }));
    // A browser that asks for what we lack must not hear "401": clerk-js would sign it out.
    all.all("/v1/*", (c) => (browserKey(c) ? answerNotFound(c) : backend.fetch(c.req.raw)));
  });
  return async (request) => app.fetch(withTrueMethod(request));
}

function appWith(routes: (app: Hono) => void): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.notFound(answerNotFound);
  routes(app);
  return app;
}

/** clerk-js sends POST alone and names the method it means in `_method`. */
function withTrueMethod(request: Request): Request {
  const method = new URL(request.url).searchParams.get("_method");
  if (request.method !== "POST" || !method || !["PATCH", "PUT", "DELETE"].includes(method))
    return request;
  return new Request(request, { method });
}

function answerNotFound(c: Context): never {
  throw notFound(`${c.req.method} ${c.req.path}`);
}

function refuseLongBody(): never {
  throw new ClerkError(413, "request_too_large", "The request body is longer than 64 KB.");
}
