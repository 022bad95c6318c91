import { type Reason, REASONS } from "@portico/billing";
import { NOT_OF_THE_PORTAL } from "@portico/billing/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { type House, openHouse, type Person } from "../testing.ts";
import { requestTo, said, type Surface, SURFACES } from "./surfaces.ts";

type Credentials = Record<Surface["by"], string>;
type Ask = (surface: Surface) => Promise<Response>;

let house: House;
let acme: Credentials;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  acme = await credentialsOf(house, "ada", "org_acme");
});
afterAll(() => house.close());

async function credentialsOf(of: House, person: Person, organization: string) {
  return {
    session: await of.tokenOf(person, organization),
    apiKey: await of.apiKeyOf(person, organization, ["billing:write"]),
  };
}

const asking =
  (bearers: Credentials, app: App = house): Ask =>
  (surface) =>
    app.fetch(requestTo(surface, { bearer: bearers[surface.by] }));

const sending =
  (bodyFor: (field: string) => object): Ask =>
  (surface) =>
    house.fetch(
      requestTo(surface, {
        bearer: acme[surface.by],
        ...(surface.returnField && { body: bodyFor(surface.returnField) }),
      }),
    );

const OF_PORTALS = REASONS.filter(isOfPortals);

function isOfPortals(reason: Reason): reason is Exclude<Reason, keyof typeof NOT_OF_THE_PORTAL> {
  return !Object.hasOwn(NOT_OF_THE_PORTAL, reason);
}

/** What brings each reason about, for real. */
const CAUSES: Record<(typeof OF_PORTALS)[number], () => Ask | Promise<Ask>> = {
  NOT_SIGNED_IN: () => (surface) => house.fetch(requestTo(surface)),
  NOT_ALLOWED: async () =>
    asking({
      session: await house.tokenOf("bob", "org_acme"),
      apiKey: await house.apiKeyOf("ada", "org_acme", ["billing:read"]),
    }),
  NO_ORGANIZATION: async () => asking({ ...acme, session: await house.tokenOf("ada", null) }),
  USER_NOT_FOUND: async () => {
    const session = await house.tokenOf("linus", "org_initech");
    await house.askClerk("DELETE", "/users/user_linus");
    return asking({ ...acme, session });
  },
  ORGANIZATION_NOT_FOUND: async () => {
    const umbrella = await credentialsOf(house, "ada", "org_umbrella");
    await house.askClerk("DELETE", "/organizations/org_umbrella");
    return asking(umbrella);
  },
  BAD_REQUEST: () => sending(() => ({})),
  RETURN_URL_NOT_ALLOWED: () => sending((field) => ({ [field]: "https://evil.test/" })),
  NO_STRIPE_CUSTOMER: async () => asking(await credentialsOf(house, "grace", "org_globex")),
  PORTAL_NOT_SET_UP: () => {
    house.stripeAnswers(async (request) =>
      request.url.includes("/configurations")
        ? Response.json({ object: "list", data: [], has_more: false, url: "" })
        : house.sandbox.stripe(request),
    );
    return asking(acme, createApp(house.deps));
  },
  TOO_MANY_REQUESTS: () => {
    const settings = { ...house.settings, limits: { ...house.settings.limits, address: 0 } };
    return asking(acme, createApp({ ...house.deps, settings }));
  },
  STRIPE_UNAVAILABLE: () => {
    house.stripeAnswers(async () => Response.json({ error: {} }, { status: 500 }));
    return asking(acme);
  },
  UNEXPECTED: async () => {
    const broken = await openHouse();
    const bearers = await credentialsOf(broken, "ada", "org_acme");
    await broken.close();
    return asking(bearers, broken);
  },
};

describe.each(OF_PORTALS)("%s", (reason) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await CAUSES[reason]();
  });
  afterAll(() => house.stripeAnswers());

  it.each(SURFACES.filter(({ refused }) => refused[reason] !== "never"))(
    "is told by $name in its own words, for this moment",
    async (surface) => {
      const answer = await ask(surface);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await said(answer)).toEqual(surface.refused[reason]);
    },
  );
});

const LARGE = "a".repeat(64 * 1024 + 1);

it.each(SURFACES)("$name refuses more than 64 KB in its own words, unread", async (surface) => {
  const asked = requestTo(surface);
  asked.headers.set("content-length", String(LARGE.length));
  expect(await said(await house.fetch(asked))).toEqual(surface.tooLarge);
});

it.each(SURFACES.filter(({ method }) => method === "POST"))(
  "$name refuses more than 64 KB also where nobody said how much it would be",
  async (surface) => {
    const { url, method, headers } = requestTo(surface);
    const asked = new Request(url, { method, headers, body: LARGE });
    expect(await said(await house.fetch(asked))).toEqual(surface.tooLarge);
  },
);

it.each(SURFACES)(
  "$name leads to the portal, by an address that nobody may keep",
  async (surface) => {
    const answer = await asking(acme)(surface);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await said(answer)).toEqual(surface.granted);
  },
);
