import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Outbox } from "../deliveries.ts";
import type { Faults } from "../faults/faults.ts";
import { refuseStrangers } from "../loopback.ts";
import type { Books } from "../stripe/books/books.ts";
import { deliveryControls } from "./deliveries.ts";
import { disputeControls } from "./disputes.ts";
import { faultControls } from "./faults.ts";
import { settingsControls } from "./settings.ts";
import { webhookEndpointControls } from "./webhook-endpoints.ts";

interface ControlsNeeds {
  faults: Faults;
  outboxes: () => Outbox[];
  books: () => Books;
  now: () => number;
  clock: (request: Request) => Promise<Response>;
  reset: () => void;
}

const LARGEST_BODY = 64 * 1024;

/** What a test or a person does to the sandbox itself: `/sandbox` on Stripe's port. */
export function createControls(needs: ControlsNeeds): (request: Request) => Promise<Response> {
  const app = new Hono().basePath("/sandbox");
  app.use(neighboursOnly, bodyLimit({ maxSize: LARGEST_BODY, onError: tooLong }));
  app.route("/faults", faultControls(needs.faults));
  app.route("/disputes", disputeControls(needs.books));
  app.route("/deliveries", deliveryControls(needs.outboxes));
  app.route("/webhook-endpoints", webhookEndpointControls(needs.books, needs.now));
  app.route("/settings", settingsControls(needs.books));
  app.all("/clock", async (c) => needs.clock(c.req.raw));
  app.post("/reset", (c) => {
    needs.reset();
    return c.json({ reset: true });
  });
  app.notFound((c) => refuse(c, 404, "There is no such address in the sandbox."));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return refuse(c, error.status, error.message);
    console.error(error);
    return refuse(c, 500, "Something went wrong. The sandbox printed what it was.");
  });
  return async (request) => app.fetch(request);
}

/** This machine only; programs send no Origin, and a browser may come from our own pages. */
const neighboursOnly: MiddlewareHandler = async (c, next) => {
  const stranger = refuseStrangers(c.req.raw);
  if (stranger) return stranger;
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== new URL(c.req.url).origin)
    return refuse(c, 403, "The sandbox takes this from its own pages and from programs only.");
  await next();
  c.header("cache-control", "no-store");
  return undefined;
};

function tooLong(c: Context) {
  return refuse(c, 413, "The request is longer than 64 kB.");
}

function refuse(c: Context, status: HTTPException["status"], message: string) {
  return c.json({ error: { message } }, status);
}
