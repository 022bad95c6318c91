import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsOf } from "../openapi/documented-operations.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { usual } from "./foreign-ids.ts";
import { requestTo, said, SURFACES } from "./surfaces.ts";

let house: House;
/** Made out while all was well, and not expired yet. */
let tokens: { noMember: string; noPerson: string; noOrganization: string };
let keys: { ofAcme: string; ofUmbrella: string };
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  tokens = {
    noMember: await house.tokenOf("ada", "org_acme"),
    noPerson: await house.tokenOf("linus", "org_initech"),
    noOrganization: await house.tokenOf("ada", "org_umbrella"),
  };
  keys = {
    ofAcme: await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
    ofUmbrella: await house.apiKeyOf("ada", "org_umbrella", ["billing:write"]),
  };
  // Each was seen, and is remembered.
  for (const token of Object.values(tokens)) await ask(token, "/trpc/billing.view");
  await house.askClerk("DELETE", "/organizations/org_acme/memberships/user_ada");
  await house.askClerk("DELETE", "/users/user_linus");
  await house.askClerk("DELETE", "/organizations/org_umbrella");
  await house.settle();
});
afterAll(() => house.close());

async function ask(token: string, path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return house.fetch(new Request(APP_URL + path, { ...init, headers }));
}

const bySession = SURFACES.filter(({ by }) => by === "session");
const byApiKey = SURFACES.filter(({ by }) => by === "apiKey");

describe("a token that has not expired", () => {
  it.each(bySession)("does not open $name for who left the organization", async (surface) => {
    const answer = await said(await house.fetch(requestTo(surface, { bearer: tokens.noMember })));
    expect(answer).toEqual(surface.refused.NOT_ALLOWED);
    expect(JSON.stringify(answer.body)).toContain("no longer a member");
  });

  it.each(bySession)("does not open $name for who was deleted", async (surface) => {
    const answer = await house.fetch(requestTo(surface, { bearer: tokens.noPerson }));
    expect(await said(answer)).toEqual(surface.refused.USER_NOT_FOUND);
  });

  it.each(bySession)("does not open $name for an organization that was", async (surface) => {
    const answer = await house.fetch(requestTo(surface, { bearer: tokens.noOrganization }));
    expect(await said(answer)).toEqual(surface.refused.ORGANIZATION_NOT_FOUND);
  });

  it.each([
    ["noMember", 403],
    ["noPerson", 404],
    ["noOrganization", 404],
  ] as const)("(%s) is answered %i by every procedure", async (whose, status) => {
    const procedures = (await operationsOf(house)).filter(({ path }) => path.startsWith("/trpc/"));
    for (const { path, method, body, query } of procedures) {
      const search = query ? `?input=${encodeURIComponent(inputFor(query.schema))}` : "";
      const sent = body && { body: inputFor(body) };
      const answer = await ask(tokens[whose], path + search, { method, ...sent });
      expect({ path, status: answer.status }).toEqual({ path, status });
    }
  });
});

const inputFor = (schema: object) => JSON.stringify(usual(schema));

describe("an API key", () => {
  it.each(byApiKey)("does not open $name for an organization that was deleted", async (surface) => {
    const answer = await house.fetch(requestTo(surface, { bearer: keys.ofUmbrella }));
    expect(await said(answer)).toEqual(surface.refused.ORGANIZATION_NOT_FOUND);
  });

  it.each(byApiKey)("is the organization's, and outlives who made it", async (surface) => {
    const answer = await house.fetch(requestTo(surface, { bearer: keys.ofAcme }));
    expect(await said(answer)).toEqual(surface.granted);
  });
});
