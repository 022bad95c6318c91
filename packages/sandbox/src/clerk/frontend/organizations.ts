import { type Context, Hono } from "hono";
import type { Membership } from "../directory-rows.ts";
import { ClerkError } from "../errors.ts";
import { page, readForm } from "../request.ts";
import { roleNamed, ROLES } from "../roles.ts";
import type { FrontendNeeds } from "./api.ts";
import { signedIn } from "./browser.ts";

/** What the organization switcher and the organization's profile show and change. */
export function organizationRoutes({ clients, directory }: FrontendNeeds): Hono {
  const api = new Hono();

  api.get("/me/organization_memberships", (c) => {
    const mine = directory.membershipsOf(signedIn(clients, c).session.person);
    return answer(c, page(c, mine.map(directory.membershipJson)));
  });

  api.delete("/me/organization_memberships/:organization", (c) => {
    directory.endMembership(own(c));
    return answer(c, { object: "organization_membership", deleted: true });
  });

  api.get("/me/:list{organization_invitations|organization_suggestions}", (c) => {
    signedIn(clients, c);
    return answer(c, page(c, []));
  });

  api.get("/organizations/:organization", (c) => {
    return answer(c, directory.organizationJson(directory.organization(own(c).organization)));
  });

  api.patch("/organizations/:organization", async (c) => {
    const { id, name, slug, created_by } = directory.organization(managed(c).organization);
    const form = await readForm(c);
    const changed = {
      id,
      created_by,
      name: form.get("name") || name,
      slug: form.get("slug") || slug,
    };
    return answer(c, directory.organizationJson(directory.putOrganization(changed)));
  });

  api.get("/organizations/:organization/memberships", (c) => {
    const members = directory.membersOf(own(c).organization);
    return answer(c, page(c, members.map(directory.membershipJson)));
  });

  api.patch("/organizations/:organization/memberships/:person", async (c) => {
    const { organization, person } = directory.membership(
      managed(c).organization,
      c.req.param("person"),
    );
    const role = roleNamed((await readForm(c)).get("role") ?? "");
    return answer(
      c,
      directory.membershipJson(directory.putMembership({ organization, person, role })),
    );
  });

  api.delete("/organizations/:organization/memberships/:person", (c) => {
    const membership = directory.membership(managed(c).organization, c.req.param("person"));
    return answer(c, directory.endMembership(membership));
  });

  api.get("/organizations/:organization/roles", (c) => {
    const { created_at, updated_at } = own(c);
    const roles = Object.entries(ROLES).map(([key, { name }]) => {
      return {
        object: "role",
        id: key,
        key,
        name,
        description: "",
        permissions: [],
        created_at,
        updated_at,
      };
    });
    return answer(c, page(c, roles));
  });

  api.get("/organizations/:organization/:list{invitations|membership_requests|domains}", (c) => {
    own(c);
    return answer(c, page(c, []));
  });

  return api;

  function answer(c: Context, response: object) {
    return c.json({ response, client: null });
  }

  function own(c: Context): Membership {
    const { session } = signedIn(clients, c);
    return directory.membership(c.req.param("organization") ?? "", session.person);
  }

  function managed(c: Context): Membership {
    const membership = own(c);
    if (membership.role === "org:admin") return membership;
    throw new ClerkError(
      403,
      "not_an_admin_in_organization",
      "Only an admin of the organization can change this.",
    );
  }
}
