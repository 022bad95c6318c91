import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type House, openHouse, type Person } from "../testing.ts";
import { watchThrough } from "../watching.ts";
import { strayWith } from "./foreign-ids.ts";

// The reference does not tell of streams, so whoever walks through that does not come by here.
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const ACMES = ["org_acme", "user_bob", "cus_acme", "sub_acme"];

/** A page's stream, and with it an id wherever one could stand. */
function watch(token: string, id?: string) {
  const page = watchThrough(
    (asked, init) => {
      const url = new URL(asked);
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(id === undefined ? {} : strayWith(id)))
        url.searchParams.set(name, String(value));
      if (id !== undefined) {
        url.searchParams.set("input", JSON.stringify({ ...strayWith(id), lastEventId: id }));
        headers.set("x-organization-id", id);
        headers.set("last-event-id", id);
      }
      return house.fetch(new Request(url, { ...init, headers }));
    },
    async () => token,
  );
  onTestFinished(page.stop);
  return page;
}

const SOON = { timeout: 60_000, interval: 10 };

describe("the stream", () => {
  it.each<[Person, string]>([
    ["linus", "org_initech"],
    ["ada", "org_umbrella"],
    ["grace", "org_globex"],
  ])("shows %s of %s nobody else's, whatever ids they send", async (person, organization) => {
    for (const id of ACMES) {
      const page = watch(await house.tokenOf(person, organization), id);
      await vi.waitUntil(() => page.views.length > 0, SOON);
      page.stop();
      expect(page.views.map((view) => view.organization.id)).toEqual([organization]);
      expect(JSON.stringify(page.views)).not.toContain("acme");
    }
  });

  it("shows a program nothing, nor anybody whom nobody knows", async () => {
    const key = await house.apiKeyOf("linus", "org_initech", ["billing:read", "billing:write"]);
    for (const token of [key, "nobody", ""]) {
      const page = watch(token);
      await vi.waitFor(() => expect(page.refused?.data?.reason).toBe("NOT_SIGNED_IN"), SOON);
      expect(page.views).toEqual([]);
    }
  });

  // The last one: they are gone then.
  it("shows nothing to whom a token was made out that is no longer true", async () => {
    const gone = {
      NOT_ALLOWED: await house.tokenOf("bob", "org_acme"),
      USER_NOT_FOUND: await house.tokenOf("linus", "org_initech"),
      ORGANIZATION_NOT_FOUND: await house.tokenOf("grace", "org_globex"),
    };
    await house.askClerk("DELETE", "/organizations/org_acme/memberships/user_bob");
    await house.askClerk("DELETE", "/users/user_linus");
    await house.askClerk("DELETE", "/organizations/org_globex");
    await house.settle();
    for (const [reason, token] of Object.entries(gone)) {
      const page = watch(token);
      await vi.waitFor(() => expect(page.refused?.data?.reason).toBe(reason), SOON);
      expect(page.views).toEqual([]);
    }
  });
});
