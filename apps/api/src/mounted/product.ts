import { setTimeout as pause } from "node:timers/promises";
import * as portico from "@portico/billing";
import { plainUrl, runContract } from "@portico/billing/contracts";
import { keepAuditEntries } from "@portico/db";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { catalog } from "../catalog.ts";
import type { World } from "./world.ts";

export function createProduct({
  db,
  listen,
  stripe,
  countMembers,
  findSession,
  onChange,
  report,
}: World) {
  const now = () => new Date();
  const changes = portico.createChanges(listen, report);
  const billing = portico.needsOf({
    db,
    stripe,
    portals: ["full"],
    catalog,
    graceDays: 14,
    returnRule: { origins: ["https://product.example"], livemode: false },
    taxes: { automatic: false, ids: false },
    keyStyle: { prefix: "product", livemode: false },
    mayManageAs: (role) => role === "org:admin",
    countMembers,
    watch: changes.watch,
    tells: true,
    note: (entry) => void keepAuditEntries(db, [entry]).catch(report),
    now,
    pause,
  });

  const t = initTRPC
    .context<portico.BillingContext & { greeting: string }>()
    .create(portico.trpcOptions);
  const router = t.router({
    greeting: t.procedure.query(({ ctx }) => ctx.greeting),
    billing: portico.createBillingRouter(billing),
  });

  const app = new Hono();
  app.all("/trpc/*", ({ req: { raw: req } }) => {
    const requestId = crypto.randomUUID();
    const caller = () => door(req, requestId);
    const createContext = () => ({ greeting: "Good morning.", requestId, caller });
    return fetchRequestHandler({ endpoint: "/trpc", req, router, createContext });
  });
  app.post("/api/billing-portal", ({ req: { raw: request } }) => {
    const requestId = crypto.randomUUID();
    return runContract(plainUrl, billing, {
      request,
      requestId,
      door: (shown) => door(shown, requestId),
      onRefused: report,
    });
  });
  app.notFound((c) => c.text("A page of our own says that nothing is here.", 404));

  return {
    fetch: async (request: Request) => app.fetch(request),
    tell: () =>
      portico.tellHost({ db, now, listeners: [onChange], onFailure: (_, e) => report(e) }),
    stop: changes.stop,
  };

  async function door(request: Request, requestId: string): Promise<portico.PersonCaller> {
    const session = await findSession(request.headers.get("authorization"));
    if (!session) throw new portico.Refused("NOT_SIGNED_IN");
    return {
      person: session.user,
      organization: session.team,
      scopes: new Set(session.isOwner ? ["billing:read", "billing:write"] : ["billing:read"]),
      knownUntil: session.endsAt,
      from: { address: request.headers.get("x-real-ip") ?? "unknown", requestId },
    };
  }
}
