import { Hono } from "hono";
import type { Clients } from "../clients.ts";
import type { Directory } from "../directory.ts";
import { ClerkError } from "../errors.ts";
import { newId } from "../ids.ts";
import { readJson } from "../request.ts";
import type { SigningKey } from "../signing-key.ts";
import { invitationRoutes } from "./invitations.ts";
import { membershipRoutes } from "./memberships.ts";
import { organizationRoutes } from "./organizations.ts";
import { userRoutes } from "./users.ts";

interface BackendNeeds {
  clients: Clients;
  directory: Directory;
  signingKey: SigningKey;
  appUrl: string;
  now: () => number;
}

const MONTH = 30 * 24 * 3600;

/** What `@clerk/backend` talks to. */
export function backendApi({ clients, directory, signingKey, appUrl, now }: BackendNeeds): Hono {
  const api = new Hono();

  api.get("/jwks", (c) => c.json({ keys: [signingKey.jwk] }));

  api.use(async (c, next) => {
    const key = c.req.header("authorization") ?? "";
    if (!/^Bearer sk_test_\w+$/.test(key))
      throw new ClerkError(
        401,
        "authorization_invalid",
        "The Clerk sandbox takes a secret key that begins with sk_test_.",
      );
    await next();
  });

  api.route("/users", userRoutes(directory));
  api.route("/organizations", organizationRoutes(directory));
  api.route("/organizations", membershipRoutes(directory));
  api.route("/organizations", invitationRoutes(directory));

  api.post("/sign_in_tokens", async (c) => {
    const body = await readJson(c);
    const { id } = directory.person(body.required("user_id"));
    const token = clients.issueTicket(id, body.number("expires_in_seconds", MONTH) * 1000);
    const times = { created_at: now(), updated_at: now() };
    const url = new URL(`/sign-in?__clerk_ticket=${token}`, appUrl).href;
    return c.json({
      object: "sign_in_token",
      id: newId("sit"),
      user_id: id,
      token,
      status: "pending",
      url,
      ...times,
    });
  });

  return api;
}
