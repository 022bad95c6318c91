import { Hono } from "hono";
import type { Directory } from "../directory.ts";
import { ClerkError } from "../errors.ts";
import { page, readJson } from "../request.ts";
import { roleNamed } from "../roles.ts";

/** Who belongs to an organization. */
export function membershipRoutes(directory: Directory): Hono {
  const api = new Hono();

  api.get("/:organization/memberships", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    return c.json(page(c, directory.membersOf(id).map(directory.membershipJson)));
  });

  api.post("/:organization/memberships", async (c) => {
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

  api.patch("/:organization/memberships/:user", async (c) => {
    const { organization, person } = directory.membership(
      c.req.param("organization"),
      c.req.param("user"),
    );
    const role = roleNamed((await readJson(c)).required("role"));
    return c.json(
      directory.membershipJson(directory.putMembership({ organization, person, role })),
    );
  });

  api.delete("/:organization/memberships/:user", (c) => {
    const membership = directory.membership(c.req.param("organization"), c.req.param("user"));
    return c.json(directory.endMembership(membership));
  });

  return api;
}
