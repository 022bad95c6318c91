import { Hono } from "hono";
import type { Clients, Session } from "../clients.ts";
import type { Directory } from "../directory.ts";
import { notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { readForm } from "../request.ts";
import { answerWithClient, browserKey, signedIn } from "./browser.ts";
import type { ClientJson } from "./client-json.ts";
import { environmentJson } from "./environment.ts";
import { organizationRoutes } from "./organizations.ts";
import { signInRoutes } from "./sign-in.ts";

export interface FrontendNeeds {
  clients: Clients;
  directory: Directory;
  json: ClientJson;
  appUrl: string;
}

/** What clerk-js talks to. */
export function frontendApi(needs: FrontendNeeds): Hono {
  const { clients, directory, json, appUrl } = needs;
  const environment = environmentJson(appUrl);
  const api = new Hono();

  api.post("/dev_browser", (c) => c.json({ id: newId("dvb") }));
  api.on(["GET", "PATCH"], "/environment", (c) => c.json(environment));

  api.on(["GET", "PUT"], "/client", (c) => {
    const client = clients.find(browserKey(c));
    return c.json({ response: client ? json.client(client) : null, client: null });
  });

  api.route("/client/sign_ins", signInRoutes(needs));

  api.delete("/client/sessions", (c) => {
    const client = clients.find(browserKey(c));
    const after = client && clients.signOut(client, clients.sessionsOf(client));
    return answerWithClient(c, clients, json, after ? json.client(after) : null);
  });

  api.post("/client/sessions/:id/touch", async (c) => {
    const { client, session } = signedIn(clients, c);
    const chosen = (await readForm(c)).get("active_organization_id");
    const active = clients.activate(client, session, organizationFor(session, chosen));
    return answerWithClient(c, clients, json, json.session(active, "active"));
  });

  api.post("/client/sessions/:id/tokens", async (c) => {
    const { session } = signedIn(clients, c);
    const chosen = (await readForm(c)).get("organization_id");
    return c.json(json.token(session, organizationFor(session, chosen)));
  });

  api.post("/client/sessions/:id/:end{end|remove}", (c) => {
    const { client, session } = signedIn(clients, c);
    const left = json.session(session, c.req.param("end") === "end" ? "ended" : "removed");
    clients.signOut(client, [session]);
    return answerWithClient(c, clients, json, left);
  });

  api.get("/me", (c) =>
    c.json({ response: json.session(signedIn(clients, c).session, "active").user, client: null }),
  );

  api.get("/me/sessions/active", (c) => {
    const { client } = signedIn(clients, c);
    return c.json(clients.sessionsOf(client).map((session) => json.session(session, "active")));
  });

  api.route("/", organizationRoutes(needs));
  return api;

  /** Nothing chosen means the one in use; an empty choice means none. */
  function organizationFor(session: Session, chosen: string | null): string | null {
    if (chosen === null) return clients.activeOrganization(session);
    if (chosen === "") return null;
    if (directory.findMembership(chosen, session.person)) return chosen;
    throw notFound(`organization "${chosen}" for this person`);
  }
}
