import { Hono } from "hono";
import type { Clients } from "./clients.ts";
import type { Directory } from "./directory.ts";
import { deletedJson, userJson } from "./directory-json.ts";
import { ClerkError } from "./errors.ts";
import { newId } from "./ids.ts";
import { page, readJson } from "./request.ts";
import { roleNamed } from "./roles.ts";
import type { SigningKey } from "./signing-key.ts";

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

  api.get("/users", (c) => c.json(page(c, directory.people().map(userJson)).data));
  api.get("/users/count", (c) =>
    c.json({ object: "total_count", total_count: directory.people().length }),
  );
  api.get("/users/:user", (c) => c.json(userJson(directory.person(c.req.param("user")))));

  api.post("/users", async (c) => {
    const body = await readJson(c);
    const person = directory.putPerson({
      id: newId("user"),
      first_name: body.optional("first_name") ?? "",
      last_name: body.optional("last_name") ?? "",
      email: body.firstOf("email_address").toLowerCase(),
    });
    return c.json(userJson(person));
  });

  api.patch("/users/:user", async (c) => {
    const { id, email, first_name, last_name } = directory.person(c.req.param("user"));
    const body = await readJson(c);
    const person = directory.putPerson({
      id,
      email,
      first_name: body.optional("first_name") ?? first_name,
      last_name: body.optional("last_name") ?? last_name,
    });
    return c.json(userJson(person));
  });

  api.delete("/users/:user", (c) => {
    const id = c.req.param("user");
    directory.deletePerson(id);
    return c.json(deletedJson("user", id));
  });

  api.get("/users/:user/organization_memberships", (c) => {
    const { id } = directory.person(c.req.param("user"));
    return c.json(page(c, directory.membershipsOf(id).map(directory.membershipJson)));
  });

  api.get("/organizations", (c) =>
    c.json(page(c, directory.organizations().map(directory.organizationJson))),
  );

  api.post("/organizations", async (c) => {
    const body = await readJson(c);
    const name = body.required("name");
    const creator = directory.person(body.required("created_by"));
    const slug = body.optional("slug") ?? name.toLowerCase().replace(/\W+/g, "-");
    const organization = directory.putOrganization({
      id: newId("org"),
      name,
      slug,
      created_by: creator.id,
    });
    directory.putMembership({
      organization: organization.id,
      person: creator.id,
      role: "org:admin",
    });
    return c.json(directory.organizationJson(organization));
  });

  api.get("/organizations/:organization", (c) => {
    return c.json(directory.organizationJson(directory.organization(c.req.param("organization"))));
  });

  api.patch("/organizations/:organization", async (c) => {
    const { id, name, slug, created_by } = directory.organization(c.req.param("organization"));
    const body = await readJson(c);
    const organization = directory.putOrganization({
      id,
      created_by,
      name: body.optional("name") ?? name,
      slug: body.optional("slug") ?? slug,
    });
    return c.json(directory.organizationJson(organization));
  });

  api.delete("/organizations/:organization", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    directory.deleteOrganization(id);
    return c.json(deletedJson("organization", id));
  });

  api.get("/organizations/:organization/memberships", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    return c.json(page(c, directory.membersOf(id).map(directory.membershipJson)));
  });

  api.post("/organizations/:organization/memberships", async (c) => {
    const body = await readJson(c);
    const organization = directory.organization(c.req.param("organization")).id;
    const person = directory.person(body.required("user_id")).id;
    if (directory.findMembership(organization, person))
      throw new ClerkError(
        400,
        "already_a_member_in_organization",
        `${person} is a member of ${organization} already.`,
      );
    const membership = directory.putMembership({
      organization,
      person,
      role: roleNamed(body.required("role")),
    });
    return c.json(directory.membershipJson(membership));
  });

  api.patch("/organizations/:organization/memberships/:user", async (c) => {
    const { organization, person } = directory.membership(
      c.req.param("organization"),
      c.req.param("user"),
    );
    const role = roleNamed((await readJson(c)).required("role"));
    return c.json(
      directory.membershipJson(directory.putMembership({ organization, person, role })),
    );
  });

  api.delete("/organizations/:organization/memberships/:user", (c) => {
    const membership = directory.membership(c.req.param("organization"), c.req.param("user"));
    return c.json(directory.endMembership(membership));
  });

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
