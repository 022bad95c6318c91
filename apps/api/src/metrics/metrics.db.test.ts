import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { SURFACES, requestTo } from "../guards/surfaces.ts";
import { APP_URL, type House, METRICS_TOKEN, openHouse } from "../testing.ts";
import { createMetrics } from "./metrics.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const scrape = (path = "/metrics") =>
  new Request(APP_URL + path, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });

/** The samples by their series. */
async function seen(app: Pick<House, "fetch">): Promise<Record<string, string>> {
  const answer = await app.fetch(scrape());
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = (await answer.text()).split("\n").filter((line) => /^\w/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const [series = "", value = ""] = line.split(" ");
      return [series, value] as const;
    }),
  );
}

it("counts what came of each portal that was asked for, by surface", async () => {
  const app = createApp({ ...house.deps, metrics: createMetrics() });
  const bearers = {
    session: await house.tokenOf("ada", "org_acme"),
    apiKey: await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
  };
  for (const surface of SURFACES) {
    await app.fetch(requestTo(surface, { bearer: bearers[surface.by] }));
    await app.fetch(requestTo(surface));
    if (surface.returnField)
      await app.fetch(requestTo(surface, { bearer: bearers[surface.by], body: {} }));
  }
  const samples = await seen(app);
  for (const { path, returnField } of SURFACES) {
    const opens = (outcome: string) =>
      samples[`portico_portal_opens_total{surface="${path}",outcome="${outcome}"}`];
    expect([opens("granted"), opens("NOT_SIGNED_IN")]).toEqual(["1", "1"]);
    expect(opens("BAD_REQUEST")).toBe(returnField ? "1" : undefined);
  }
  expect(samples).toMatchObject({
    'portico_http_answers_total{class="2xx"}': "4",
    'portico_http_answers_total{class="3xx"}': "1",
    'portico_http_answers_total{class="4xx"}': "8",
  });
});

it.each([
  ["at once", {}],
  ["one by one", { "trpc-accept": "application/jsonl" }],
])("counts each portal that is asked for with others, answered %s", async (_, accept) => {
  const app = createApp({ ...house.deps, metrics: createMetrics() });
  const authorization = `Bearer ${await house.tokenOf("ada", "org_acme")}`;
  const open = "billing.createPortal";
  const askFor = async (names: string[], ...wishes: object[]) => {
    const asked = new Request(`${APP_URL}/trpc/${names.join()}?batch=1`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json", ...accept },
      body: JSON.stringify(Object.fromEntries(wishes.entries())),
    });
    await (await app.fetch(asked)).text();
  };
  const [ours, theirs] = [`${APP_URL}/billing`, "https://elsewhere.test/"];
  await askFor([open, "billing.nothing", open], { returnUrl: ours }, {}, { returnUrl: theirs });
  await askFor([open, open], { returnUrl: theirs }, { returnUrl: theirs });
  await askFor(["billing.resumePlan"], {});
  const samples = Object.entries(await seen(app)).filter(([series]) => series.includes("opens"));
  const outcome = (name: string) =>
    `portico_portal_opens_total{surface="/trpc/${open}",outcome="${name}"}`;
  expect(Object.fromEntries(samples)).toEqual({
    [outcome("granted")]: "1",
    [outcome("RETURN_URL_NOT_ALLOWED")]: "3",
  });
});

it("tells what waits, and what was given up, which does not make us less ready", async () => {
  const { db } = house.deps;
  const letter = (id: string, dead: string) =>
    db.execute(`insert into portico.inbox (id, type, decision, created_at, received_at, next_attempt_at, dead_at)
      values ('${id}', 'customer.updated', 'stored', now(), now() - interval '1 hour', now(), ${dead})`);
  await letter("evt_dead", "now()");
  await letter("evt_open", "null");
  const samples = await seen(house);
  expect(samples).toMatchObject({
    portico_letters_open: "1",
    portico_letters_dead: "1",
    portico_notices_open: expect.stringMatching(/^\d+$/),
    portico_notices_dead: "0",
    portico_errands_open: expect.stringMatching(/^\d+$/),
    portico_errands_dead: "0",
    portico_errands_late_seconds: expect.stringMatching(/^\d/),
    portico_event_loop_lag_seconds: expect.stringMatching(/^\d/),
  });
  expect(Number(samples["portico_letters_oldest_seconds"])).toBeGreaterThan(3599);
  expect((await house.fetch(scrape("/ready"))).status).toBe(200);
});

it("tells what it counted while the database is gone", async () => {
  const broken = await openHouse();
  await broken.close();
  await broken.fetch(scrape("/health"));
  expect(await seen(broken)).toEqual({
    'portico_http_answers_total{class="2xx"}': "1",
    portico_event_loop_lag_seconds: expect.any(String),
  });
});
