import type { World } from "../world.ts";
import {
  deletedJson,
  invitationJson,
  membershipJson,
  organizationJson,
  userJson,
} from "./directory-json.ts";
import type { Invitation, Membership, Organization, Person, Stamps } from "./directory-rows.ts";
import { notFound } from "./errors.ts";
import { newId } from "./ids.ts";
import type { Tell } from "./webhooks.ts";

export type Directory = ReturnType<typeof openDirectory>;

/** People, organizations and who belongs where; every change is told to the host. */
export function openDirectory({
  world,
  tell,
  now,
}: {
  world: World;
  tell: Tell;
  now: () => number;
}) {
  const people = world.table<Person>("clerk_people");
  const organizations = world.table<Organization>("clerk_organizations");
  const memberships = world.table<Membership>("clerk_memberships");
  const invitations = world.table<Invitation>("clerk_invitations");

  return {
    people: () => people.all(),
    organizations: () => organizations.all(),
    findPerson: (id: string) => people.get(id),
    findMembership,
    person,
    organization,
    membership,
    personByEmail: (email: string) =>
      people.all().find((row) => row.email === email.trim().toLowerCase()),
    membershipsOf: (id: string) => memberships.all().filter((row) => row.person === id),
    membersOf,
    organizationJson: showOrganization,
    membershipJson: showMembership,

    putPerson(fields: Omit<Person, keyof Stamps>) {
      const known = people.get(fields.id);
      const row = { ...fields, ...stamps(known) };
      people.put(row.id, row);
      tell(known ? "user.updated" : "user.created", userJson(row));
      return row;
    },

    putOrganization(fields: Omit<Organization, keyof Stamps>) {
      const known = organizations.get(fields.id);
      const row = { ...known, ...fields, ...stamps(known) };
      organizations.put(row.id, row);
      tell(known ? "organization.updated" : "organization.created", showOrganization(row));
      return row;
    },

    putMembership(fields: Omit<Membership, "id" | keyof Stamps>) {
      const id = membershipId(fields.organization, fields.person);
      const known = memberships.get(id);
      const row = { id, ...fields, ...stamps(known) };
      memberships.put(id, row);
      tell(
        known ? "organizationMembership.updated" : "organizationMembership.created",
        showMembership(row),
      );
      return row;
    },

    endMembership,

    invitationsOf: (id: string) => invitationsOf(id).map(invitationJson),

    invite(fields: Pick<Invitation, "organization" | "email" | "role">) {
      const id = newId("orginv");
      return tellOf("created", { id, ...fields, status: "pending", ...stamps(undefined) });
    },

    revoke(organizationId: string, id: string) {
      const row = invitationsOf(organizationId).find((each) => each.id === id);
      if (!row) throw notFound(`invitation "${id}" to organization "${organizationId}"`);
      return tellOf("revoked", { ...row, status: "revoked", ...stamps(row) });
    },

    deletePerson(id: string) {
      person(id);
      for (const row of memberships.all()) if (row.person === id) endMembership(row);
      people.delete(id);
      tell("user.deleted", deletedJson("user", id));
    },

    deleteOrganization(id: string) {
      const { slug } = organization(id);
      for (const row of membersOf(id)) endMembership(row);
      for (const row of invitationsOf(id)) invitations.delete(row.id);
      organizations.delete(id);
      tell("organization.deleted", { ...deletedJson("organization", id), slug });
    },
  };

  function person(id: string): Person {
    const row = people.get(id);
    if (!row) throw notFound(`user "${id}"`);
    return row;
  }

  function organization(id: string): Organization {
    const row = organizations.get(id) ?? organizations.all().find(({ slug }) => slug === id);
    if (!row) throw notFound(`organization "${id}"`);
    return row;
  }

  function findMembership(organizationId: string, personId: string) {
    return memberships.get(membershipId(organizationId, personId));
  }

  function membership(organizationId: string, personId: string): Membership {
    const row = findMembership(organizationId, personId);
    if (!row) throw notFound(`membership of "${personId}" in organization "${organizationId}"`);
    return row;
  }

  function membersOf(organizationId: string) {
    return memberships.all().filter((row) => row.organization === organizationId);
  }

  function invitationsOf(organizationId: string) {
    return invitations.all().filter((row) => row.organization === organizationId);
  }

  function tellOf(what: "created" | "revoked", row: Invitation) {
    invitations.put(row.id, row);
    tell(`organizationInvitation.${what}`, invitationJson(row));
    return invitationJson(row);
  }

  function endMembership(row: Membership) {
    const last = showMembership(row);
    memberships.delete(row.id);
    tell("organizationMembership.deleted", last);
    return last;
  }

  function showOrganization(row: Organization) {
    const pending = invitationsOf(row.id).filter(({ status }) => status === "pending");
    return organizationJson(row, membersOf(row.id).length, pending.length);
  }

  function showMembership(row: Membership) {
    return membershipJson(
      row,
      person(row.person),
      showOrganization(organization(row.organization)),
    );
  }

  function stamps(known: Stamps | undefined): Stamps {
    return { created_at: known?.created_at ?? now(), updated_at: now() };
  }
}

function membershipId(organization: string, person: string): string {
  return `orgmem_${organization}_${person}`;
}
