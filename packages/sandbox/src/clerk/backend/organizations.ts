import { Hono } from "hono";
import type { Metadata, Organization } from "../directory-rows.ts";
import type { Directory } from "../directory.ts";
import { deletedJson } from "../directory-json.ts";
import { newId } from "../ids.ts";
import { page, readJson } from "../request.ts";

export function organizationRoutes(directory: Directory): Hono {
  const api = new Hono();

  api.get("/", (c) => c.json(page(c, directory.organizations().map(shown))));

  api.post("/", async (c) => {
    const body = await readJson(c);
    const name = body.required("name");
    const creator = directory.person(body.required("created_by"));
    const slug = body.optional("slug") ?? name.toLowerCase().replace(/\W+/g, "-");
    const organization = directory.putOrganization({
      id: newId("org"),
      name,
      slug,
      created_by: creator.id,
      public_metadata: body.object("public_metadata") ?? {},
      private_metadata: body.object("private_metadata") ?? {},
    });
    directory.putMembership({
      organization: organization.id,
      person: creator.id,
      role: "org:admin",
    });
    return c.json(shown(organization));
  });

  api.get("/:organization", (c) => {
    return c.json(shown(directory.organization(c.req.param("organization"))));
  });

  api.patch("/:organization", async (c) => {
    const { id, name, slug, created_by } = directory.organization(c.req.param("organization"));
    const body = await readJson(c);
    const organization = directory.putOrganization({
      id,
      created_by,
      name: body.optional("name") ?? name,
      slug: body.optional("slug") ?? slug,
    });
    return c.json(shown(organization));
  });

  api.patch("/:organization/metadata", async (c) => {
    const known = directory.organization(c.req.param("organization"));
    const body = await readJson(c);
    const organization = directory.putOrganization({
      ...known,
      public_metadata: merged(known.public_metadata, body.object("public_metadata")),
      private_metadata: merged(known.private_metadata, body.object("private_metadata")),
    });
    return c.json(shown(organization));
  });

  api.delete("/:organization", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    directory.deleteOrganization(id);
    return c.json(deletedJson("organization", id));
  });

  return api;

  /** Servers see all of it. */
  function shown(organization: Organization) {
    const { private_metadata = {} } = organization;
    return { ...directory.organizationJson(organization), private_metadata };
  }
}

/** What is set to null is taken out. */
function merged(known: Metadata = {}, asked: Metadata = {}): Metadata {
  const all = Object.entries({ ...known, ...asked });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}
