import type { Context } from "hono";
import type { Client, Clients, Session } from "../clients.ts";
import { ClerkError } from "../errors.ts";
import type { ClientJson } from "./client-json.ts";

/** A browser shows itself as it does to Clerk's development instances: by a key in the address. */
export function browserKey(c: Context): string | undefined {
  return c.req.query("__clerk_db_jwt") || undefined;
}

export function signedIn(clients: Clients, c: Context): { client: Client; session: Session } {
  const client = clients.find(browserKey(c));
  const inPath = /\/client\/sessions\/([^/]+)/.exec(c.req.path)?.[1];
  const wanted = inPath ?? c.req.query("_clerk_session_id");
  const session = client && clients.sessionsOf(client).find(({ id }) => id === wanted);
  if (client && session) return { client, session };
  throw new ClerkError(
    401,
    "authentication_invalid",
    "Nobody is signed in here. Sign in and try again.",
  );
}

/** After a change clerk-js is also told what the browser looks like now. */
export function answerWithClient(
  c: Context,
  clients: Clients,
  json: ClientJson,
  response: object | null,
) {
  const client = clients.find(browserKey(c));
  return c.json({ response, client: client ? json.client(client) : null });
}
