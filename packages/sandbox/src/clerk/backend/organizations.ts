import { Hono } from "hono";
import type { Directory } from "../directory.ts";
import { deletedJson } from "../directory-json.ts";
import { newId } from "../ids.ts";
import { page, readJson } from "../request.ts";

export function organizationRoutes(directory: Directory): Hono {
  const api = new Hono();

  api.get("/", (c) => c.json(page(c, directory.organizations().map(directory.organizationJson))));

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
    });
    directory.putMembership({
      organization: organization.id,
      person: creator.id,
      role: "org:admin",
    });
    return c.json(directory.organizationJson(organization));
  });

  api.get("/:organization", (c) => {
    return c.json(directory.organizationJson(directory.organization(c.req.param("organization"))));
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
    return c.json(directory.organizationJson(organization));
  });

  api.delete("/:organization", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    directory.deleteOrganization(id);
    return c.json(deletedJson("organization", id));
  });

  return api;
}
