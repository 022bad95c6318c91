import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { APP_URL, type House, openHouse } from "../testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const read = async (path: string) => {
  const answer = await house.fetch(new Request(`${APP_URL}${path}`));
  expect(answer.status).toBe(200);
  return answer.text();
};

const document = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.object({}).loose() })),
  ),
});

describe("the reference", () => {
  it("names every address, with every status it can answer", async () => {
    const { openapi, paths } = document.parse(JSON.parse(await read("/openapi.json")));
    expect(openapi).toMatch(/^3\.1/);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/api/v1/operations/payment/customer-portal",
        "/api/billing-portal",
        "/v1/billing/portal",
        "/subscriptions/portal",
        "/trpc/billing.view",
        "/trpc/billing.createPortal",
        "/v1/entitlements",
        "/webhooks/stripe",
        "/ready",
      ]),
    );
    const statuses = Object.keys(paths["/v1/billing/portal"]?.["post"]?.responses ?? {});
    expect(statuses).toEqual("200 401 403 404 409 413 422 429 500 502".split(" "));
  });

  it("is a page that loads nothing from anywhere", async () => {
    const page = await read("/docs");
    expect(page).toContain("POST /v1/billing/portal");
    expect(page).not.toMatch(
      /<script|<link[^>]+stylesheet|https?:\/\/(?!localhost)[^"' ]+\.(js|css)/,
    );
  });

  it("shows the schema of a body on that page, and nothing around it", async () => {
    const shown = [...(await read("/docs")).matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)].map(([, json]) =>
      z.looseObject({}).parse(JSON.parse((json ?? "").replaceAll("&quot;", '"'))),
    );
    expect(shown.length).toBeGreaterThan(20);
    for (const schema of shown) expect(schema).not.toHaveProperty("content");
  });

  it("says once what many answers have in common, and stays readable", async () => {
    const pages = await Promise.all(["/openapi.json", "/docs", "/llms.txt"].map(read));
    expect(pages.join("").length).toBeLessThan(600_000);
  });

  it("tells language models where to look", async () => {
    expect(await read("/llms.txt")).toMatch(/^# Portico\n\n> .*\n[\s\S]*openapi\.json/);
  });
});
