import type { World } from "../world.ts";
import type { Directory } from "./directory.ts";
import type { Role } from "./roles.ts";

interface DemoPerson {
  name: string;
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  /** What signing in as this person shows. */
  shows: string;
  roles: Record<string, Role>;
}

export const DEMO_PASSWORD = "portico-sandbox";

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    name: "ada",
    id: "user_ada",
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@acme.test",
    shows:
      "Admin of Acme (paid plan, card 4242, invoices) and of Umbrella, which is on another plan.",
    roles: { org_acme: "org:admin", org_umbrella: "org:admin" },
  },
  {
    name: "grace",
    id: "user_grace",
    first_name: "Grace",
    last_name: "Hopper",
    email: "grace@globex.test",
    shows: "Admin of Globex, which has never subscribed.",
    roles: { org_globex: "org:admin" },
  },
  {
    name: "linus",
    id: "user_linus",
    first_name: "Linus",
    last_name: "Pauling",
    email: "linus@initech.test",
    shows: "Admin of Initech, whose card was declined: the plan is past due.",
    roles: { org_initech: "org:admin" },
  },
  {
    name: "bob",
    id: "user_bob",
    first_name: "Bob",
    last_name: "Kahn",
    email: "bob@acme.test",
    shows: "Member of Acme: may look, not touch.",
    roles: { org_acme: "org:member" },
  },
];

const DEMO_ORGANIZATIONS = [
  { id: "org_acme", name: "Acme", slug: "acme", created_by: "user_ada" },
  { id: "org_umbrella", name: "Umbrella", slug: "umbrella", created_by: "user_ada" },
  { id: "org_globex", name: "Globex", slug: "globex", created_by: "user_grace" },
  { id: "org_initech", name: "Initech", slug: "initech", created_by: "user_linus" },
];

/** Fills a new world once; what is deleted later stays deleted. */
export function seedDirectory(world: World, directory: Directory) {
  const seeded = world.table<{ done: true }>("clerk_seed");
  if (seeded.get("demo")) return;
  for (const { id, first_name, last_name, email } of DEMO_PEOPLE)
    directory.putPerson({ id, first_name, last_name, email });
  for (const organization of DEMO_ORGANIZATIONS) directory.putOrganization(organization);
  for (const person of DEMO_PEOPLE)
    for (const [organization, role] of Object.entries(person.roles))
      directory.putMembership({ person: person.id, organization, role });
  seeded.put("demo", { done: true });
}
