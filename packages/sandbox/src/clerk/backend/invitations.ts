import { Hono } from "hono";
import type { Directory } from "../directory.ts";
import { page, readJson } from "../request.ts";
import { roleNamed } from "../roles.ts";

/** Whoever was asked to join an organization, and has not: no member yet. */
export function invitationRoutes(directory: Directory): Hono {
  const api = new Hono();

  api.get("/:organization/invitations", (c) => {
    const { id } = directory.organization(c.req.param("organization"));
    const status = c.req.query("status");
    const invitations = directory.invitationsOf(id);
    return c.json(
      page(
        c,
        invitations.filter((each) => status === undefined || each.status === status),
      ),
    );
  });

  api.post("/:organization/invitations", async (c) => {
    const body = await readJson(c);
    const invitation = directory.invite({
      organization: directory.organization(c.req.param("organization")).id,
      email: body.required("email_address").toLowerCase(),
      role: roleNamed(body.required("role")),
    });
    return c.json(invitation);
  });

  api.post("/:organization/invitations/:invitation/revoke", (c) =>
    c.json(directory.revoke(c.req.param("organization"), c.req.param("invitation"))),
  );

  return api;
}
