import { Hono } from "hono";
import { DEMO_PEOPLE } from "./demo.ts";
import type { Directory } from "./directory.ts";
import { ClerkError } from "./errors.ts";
import { readJson } from "./request.ts";
import { newId } from "./ids.ts";
import type { Mint } from "./mint.ts";

/** `POST /sandbox/token`: a session token for curl, without a browser. */
export function demoToken({ directory, mint }: { directory: Directory; mint: Mint }): Hono {
  const api = new Hono();

  api.post("/", async (c) => {
    // A foreign page can post anything but this type without asking first.
    if (!/^application\/json\b/i.test(c.req.header("content-type") ?? ""))
      throw new ClerkError(
        415,
        "content_type_invalid",
        "Send the body with content-type: application/json.",
      );
    const body = await readJson(c);
    const person = personNamed(body.required("person"));
    const organization = body.optional("organization") ?? null;
    if (organization !== null && !directory.findMembership(organization, person))
      throw notIn(person, organization);
    const session = newId("sess");
    const version = body.number("version", 2) === 1 ? 1 : 2;
    return c.json({ token: mint({ session, person, organization, version }) });
  });

  return api;

  function personNamed(name: string): string {
    const id = DEMO_PEOPLE.find((person) => person.name === name)?.id ?? name;
    if (directory.findPerson(id)) return id;
    const known = DEMO_PEOPLE.map((person) => person.name).join(", ");
    throw new ClerkError(
      400,
      "person_unknown",
      `The sandbox knows no person "${name}". It knows: ${known}.`,
      "person",
    );
  }

  function notIn(person: string, organization: string): ClerkError {
    const theirs = directory.membershipsOf(person).map((row) => row.organization);
    const message = `${person} is not in "${organization}". Their organizations: ${theirs.join(", ") || "none"}.`;
    return new ClerkError(400, "organization_unknown", message, "organization");
  }
}
