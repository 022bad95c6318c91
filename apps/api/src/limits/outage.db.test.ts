import type { Database } from "@portico/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { requestTo, said, SURFACES } from "../guards/surfaces.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";

let house: House;
let token: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  token = await house.tokenOf("ada", "org_acme");
});
afterAll(() => house.close());
beforeEach(() => house.deps.db.execute("delete from portico.rate_limits"));

type Trouble = (() => Promise<never>) | undefined;

/** An app that counts in the database, which is in trouble whenever a limit is counted. */
function appWith(trouble: () => Trouble): App {
  const db: Database = new Proxy(house.deps.db, {
    get(target, key): unknown {
      const usual: unknown = Reflect.get(target, key);
      return key === "execute" ? (trouble() ?? usual) : usual;
    },
  });
  const limits = { ...house.settings.limits, organization: 2 };
  const settings = { ...house.settings, limitStore: "database" as const, limits };
  return createApp({ ...house.deps, db, settings });
}

const open = async (app: App) => {
  const headers = { authorization: `Bearer ${token}` };
  const asked = new Request(`${APP_URL}/subscriptions/portal`, { method: "POST", headers });
  return (await app.fetch(asked)).status;
};

const counted = async () => (await house.deps.db.query.rateLimits.findMany()).length;

describe.each<[string, Trouble]>([
  ["is gone", () => Promise.reject(new Error("connection refused"))],
  ["answers nothing", () => new Promise(() => {})],
])("while the database that counts %s", (_, trouble) => {
  it("each process counts for itself, and together again when it is back", async () => {
    let current = trouble;
    const app = appWith(() => current);
    const startedAt = Date.now();
    expect([await open(app), await open(app), await open(app)]).toEqual([200, 200, 429]);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    expect(await counted()).toBe(0);

    current = undefined;
    house.wait(6);
    expect(await open(app)).toBe(200);
    expect(await counted()).toBe(2);
  });
});

describe("where the whole database is gone", () => {
  let broken: House;
  let app: App;
  beforeAll(async () => {
    broken = await openHouse();
    await broken.close();
    app = createApp({ ...broken.deps, settings: { ...broken.settings, limitStore: "database" } });
  });

  it.each(SURFACES)("$name still tells strangers from who may come in", async (surface) => {
    expect(await said(await app.fetch(requestTo(surface)))).toEqual(surface.refused.NOT_SIGNED_IN);
  });

  it.each(SURFACES.filter(({ by }) => by === "session"))(
    "$name says in its own words that something is wrong",
    async (surface) => {
      const bearer = await broken.tokenOf("ada", "org_acme");
      expect(await said(await app.fetch(requestTo(surface, { bearer })))).toEqual(
        surface.refused.UNEXPECTED,
      );
    },
  );
});
