import { type Client, type Clients, type Session, SESSION_LIFE, type SignIn } from "../clients.ts";
import type { Directory } from "../directory.ts";
import { publicUserJson, userJson } from "../directory-json.ts";
import type { Mint } from "../mint.ts";

type SessionStatus = "active" | "ended" | "removed";
export type ClientJson = ReturnType<typeof clientJsonFor>;

interface ClientJsonNeeds {
  clients: Clients;
  directory: Directory;
  mint: Mint;
}

/** What clerk-js is told about one browser and its sessions. */
export function clientJsonFor({ clients, directory, mint }: ClientJsonNeeds) {
  return { client, session, signIn, token };

  function token({ id, person }: Session, organization: string | null) {
    return { object: "token", jwt: mint({ session: id, person, organization, version: 2 }) };
  }

  function client(row: Client) {
    return {
      object: "client",
      id: row.id,
      sessions: clients.sessionsOf(row).map((one) => session(one, "active")),
      // <SignIn/> starts over for ever when the attempt in progress is missing here.
      sign_in: row.sign_in && row.sign_in.status !== "complete" ? signIn(row.sign_in) : null,
      sign_up: null,
      last_active_session_id: row.active_session,
      captcha_bypass: true,
      cookie_expires_at: null,
      last_authentication_strategy: null,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }

  function session(row: Session, status: SessionStatus) {
    const person = directory.person(row.person);
    const organization = clients.activeOrganization(row);
    return {
      object: "session",
      id: row.id,
      status,
      expire_at: row.created_at + SESSION_LIFE,
      abandon_at: row.created_at + SESSION_LIFE,
      factor_verification_age: [0, -1],
      last_active_at: row.updated_at,
      last_active_organization_id: organization,
      actor: null,
      tasks: null,
      user: {
        ...userJson(person),
        organization_memberships: directory.membershipsOf(person.id).map(directory.membershipJson),
      },
      public_user_data: publicUserJson(person),
      last_active_token: status === "active" ? token(row, organization) : null,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }

  function signIn(row: SignIn) {
    const person = row.person === null ? undefined : directory.findPerson(row.person);
    return {
      object: "sign_in",
      id: row.id,
      status: row.status,
      supported_identifiers: ["email_address"],
      identifier: person?.email ?? null,
      supported_first_factors: [{ strategy: "password" }],
      supported_second_factors: null,
      first_factor_verification: null,
      second_factor_verification: null,
      created_session_id: row.session,
      user_data: person ? publicUserJson(person) : null,
    };
  }
}
