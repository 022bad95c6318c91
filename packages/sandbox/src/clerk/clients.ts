import { createHash, randomBytes } from "node:crypto";
import type { World } from "../world.ts";
import type { Directory } from "./directory.ts";
import { newId } from "./ids.ts";

export interface SignIn {
  id: string;
  status: "needs_identifier" | "needs_first_factor" | "complete";
  person: string | null;
  session: string | null;
}

/** One browser. */
export interface Client {
  id: string;
  active_session: string | null;
  sign_in: SignIn | null;
  created_at: number;
  updated_at: number;
}

export interface Session {
  id: string;
  client: string;
  person: string;
  organization: string | null;
  created_at: number;
  updated_at: number;
}

interface Ticket {
  person: string;
  expires_at: number;
}

export type Clients = ReturnType<typeof openClients>;

export const SESSION_LIFE = 7 * 24 * 3600_000;

/** Which browsers are signed in as whom; a restart signs nobody out. */
export function openClients({
  world,
  directory,
  now,
}: {
  world: World;
  directory: Directory;
  now: () => number;
}) {
  const clients = world.table<Client>("clerk_clients");
  const sessions = world.table<Session>("clerk_sessions");
  const tickets = world.table<Ticket>("clerk_tickets");

  return {
    find: (browser: string | undefined) => (browser ? clients.get(clientId(browser)) : undefined),
    sessionsOf,
    activeOrganization,

    beginSignIn(browser: string): { client: Client; signIn: SignIn } {
      const id = clientId(browser);
      const known = clients.get(id) ?? {
        id,
        active_session: null,
        created_at: now(),
        updated_at: now(),
      };
      const signIn: SignIn = {
        id: newId("sia"),
        status: "needs_identifier",
        person: null,
        session: null,
      };
      return { client: keep({ ...known, sign_in: signIn }), signIn };
    },

    identify(client: Client, signIn: SignIn, person: string): SignIn {
      const sign_in: SignIn = { ...signIn, status: "needs_first_factor", person };
      keep({ ...client, sign_in });
      return sign_in;
    },

    /** One browser has one session: whoever was signed in before is not any more. */
    finishSignIn(client: Client, signIn: SignIn, person: string): SignIn {
      for (const { id } of sessionsOf(client)) sessions.delete(id);
      const organization = directory.membershipsOf(person)[0]?.organization ?? null;
      const times = { created_at: now(), updated_at: now() };
      const session = { id: newId("sess"), client: client.id, person, organization, ...times };
      sessions.put(session.id, session);
      const sign_in: SignIn = { ...signIn, status: "complete", person, session: session.id };
      keep({ ...client, sign_in, active_session: session.id });
      return sign_in;
    },

    activate(client: Client, session: Session, organization: string | null): Session {
      const row = { ...session, organization, updated_at: now() };
      sessions.put(row.id, row);
      keep({ ...client, active_session: row.id });
      return row;
    },

    signOut(client: Client, leaving: Session[]) {
      for (const { id } of leaving) sessions.delete(id);
      return keep({ ...client, active_session: sessionsOf(client)[0]?.id ?? null, sign_in: null });
    },

    issueTicket(person: string, life: number): string {
      const ticket = randomBytes(24).toString("base64url");
      tickets.put(digest(ticket), { person, expires_at: now() + life });
      return ticket;
    },

    /** A ticket works once. */
    redeemTicket(ticket: string): string | undefined {
      const row = tickets.get(digest(ticket));
      tickets.delete(digest(ticket));
      return row && row.expires_at > now() && directory.findPerson(row.person)
        ? row.person
        : undefined;
    },
  };

  function keep(client: Client): Client {
    const row = { ...client, updated_at: now() };
    clients.put(row.id, row);
    return row;
  }

  function sessionsOf(client: Client): Session[] {
    const alive = (row: Session) =>
      row.created_at + SESSION_LIFE > now() && directory.findPerson(row.person);
    return sessions.all().filter((row) => row.client === client.id && alive(row));
  }

  /** Leaves with the membership, whatever the session last chose. */
  function activeOrganization(session: Session): string | null {
    const { organization, person } = session;
    return organization && directory.findMembership(organization, person) ? organization : null;
  }
}

/** The browser's key is a credential: only its digest is kept. */
function clientId(browser: string): string {
  return `client_${digest(browser).slice(0, 24)}`;
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
