import { Hono } from "hono";
import type { Directory } from "../directory.ts";
import { deletedJson, userJson } from "../directory-json.ts";
import { newId } from "../ids.ts";
import { page, readJson } from "../request.ts";

export function userRoutes(directory: Directory): Hono {
  const api = new Hono();

  api.get("/", (c) => c.json(page(c, directory.people().map(userJson)).data));
  api.get("/count", (c) =>
    c.json({ object: "total_count", total_count: directory.people().length }),
  );
  api.get("/:user", (c) => c.json(userJson(directory.person(c.req.param("user")))));

  api.post("/", async (c) => {
    const body = await readJson(c);
    const person = directory.putPerson({
      id: newId("user"),
      first_name: body.optional("first_name") ?? "",
      last_name: body.optional("last_name") ?? "",
      email: body.firstOf("email_address").toLowerCase(),
    });
    return c.json(userJson(person));
  });

  api.patch("/:user", async (c) => {
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

  api.delete("/:user", (c) => {
    const id = c.req.param("user");
    directory.deletePerson(id);
    return c.json(deletedJson("user", id));
  });

  api.get("/:user/organization_memberships", (c) => {
    const { id } = directory.person(c.req.param("user"));
    return c.json(page(c, directory.membershipsOf(id).map(directory.membershipJson)));
  });

  return api;
}
