import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { APP_URL, type House, jsonOf, openHouse } from "../testing.ts";
import { HIDDEN } from "./hidden.ts";

const HERE = "127.0.0.1";

let house: House;
/** What opens other doors of ours. */
let others: string[];
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  others = [
    await house.tokenOf("ada", "org_acme"),
    await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
    house.settings.stripe.secretKey,
    ...house.settings.stripe.webhookSecrets,
  ];
});
afterAll(() => house.close());

type Asked = { method?: string; headers?: Record<string, string>; body?: string };

const ask = (path: string, asked: Asked = {}, peer: string | undefined = HERE, app = house) =>
  app.fetch(new Request(APP_URL + path, asked), peer);

/** All that tells one answer from another, but for the request's own id. */
async function lookOf(answer: Response) {
  const { "x-request-id": id = "", ...headers } = Object.fromEntries(answer.headers);
  const body = (await answer.text()).replaceAll(id, "");
  return { status: answer.status, headers, body };
}

const nothing = async (asked: Asked) => lookOf(await ask("/nothing/at.all", asked));

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(HIDDEN)("$name", ({ path, token }) => {
  it("answers whoever has its token", async () => {
    expect((await ask(path, { headers: bearer(token) })).status).toBe(200);
  });

  it("is not there for any other token, nor for none", async () => {
    const wrong = ["", "undefined", `${token}x`, token.slice(0, -1), ...others];
    for (const headers of [{}, { authorization: token }, ...wrong.map(bearer)])
      expect(await lookOf(await ask(path, { headers }))).toEqual(await nothing({ headers }));
  });

  it.each(["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])(
    "does not show by %s, nor by what it makes of too large a body",
    async (method) => {
      const body = method === "GET" ? {} : { body: "a".repeat(70_000) };
      const asked = { method, ...body };
      expect(await lookOf(await ask(path, asked))).toEqual(await nothing(asked));
    },
  );

  it("is not in the reference", async () => {
    const [place = ""] = path.slice(1).split(/[/?]/);
    for (const where of ["/openapi.json", "/llms.txt"])
      expect(await (await ask(where)).text()).not.toContain(`/${place}`);
  });

  it("is never logged with its token", () => {
    expect(house.logged.join()).not.toContain(token);
  });

  it("is not there where no token was set", async () => {
    const closed = createApp({
      ...house.deps,
      operatorToken: null,
      settings: { ...house.settings, metricsToken: null },
    });
    for (const sent of [token, "", "null"])
      expect(
        (await closed.fetch(new Request(APP_URL + path, { headers: bearer(sent) }), HERE)).status,
      ).toBe(404);
  });
});

it.each(HIDDEN.filter(({ fromHereAlone }) => fromHereAlone))(
  "$name is not there for another machine, a page or a proxy",
  async ({ path, token }) => {
    for (const peer of ["10.0.0.7", "::ffff:203.0.113.9", "2001:db8::1", "127.0.0.1.evil.test"])
      expect((await ask(path, { headers: bearer(token) }, peer)).status).toBe(404);
    for (const stranger of [
      { origin: APP_URL },
      { origin: "null" },
      { "x-forwarded-for": HERE },
      { forwarded: "for=127.0.0.1" },
    ])
      expect((await ask(path, { headers: { ...bearer(token), ...stranger } })).status).toBe(404);
    expect((await ask(path, { headers: bearer(token) }, "::ffff:127.0.0.1")).status).toBe(200);
  },
);

it("counts an operator as it counts everybody", async () => {
  const settings = { ...house.settings, limits: { ...house.settings.limits, address: 0 } };
  const app = createApp({ ...house.deps, settings });
  for (const { path, token } of HIDDEN.filter(({ fromHereAlone }) => fromHereAlone)) {
    const answer = await app.fetch(new Request(APP_URL + path, { headers: bearer(token) }), HERE);
    expect(answer.status).toBe(429);
    expect(await jsonOf(answer)).toMatchObject({
      error: { data: { reason: "TOO_MANY_REQUESTS" } },
    });
  }
});
