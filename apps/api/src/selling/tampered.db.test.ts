import { HOSTILE_URLS, LISTED_ORIGINS } from "@portico/billing/hostile-urls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { APP_URL, jsonOf } from "../testing.ts";
import { BACK, openTill, refused, type Till } from "./till.ts";

let till: Till;
let bearers: Record<"session" | "key", Record<"org_acme" | "org_globex", string>>;
beforeAll(async () => {
  till = await openTill();
  bearers = {
    session: {
      org_acme: await till.tokenOf("ada", "org_acme"),
      org_globex: await till.tokenOf("grace", "org_globex"),
    },
    key: {
      org_acme: await till.apiKeyOf("ada", "org_acme", ["billing:write"]),
      org_globex: await till.apiKeyOf("grace", "org_globex", ["billing:write"]),
    },
  };
});
afterAll(() => till.close());

const CHOICE = { plan: "team", interval: "year" };
const trpc = (procedure: string) => `/trpc/billing.${procedure}`;

/** What anybody may wish for, by tRPC and by key. */
const VERBS = [
  {
    by: "session",
    of: "org_globex",
    path: trpc("startCheckout"),
    wish: { ...CHOICE, returnUrl: BACK },
  },
  {
    by: "session",
    of: "org_globex",
    path: trpc("buyCredits"),
    wish: { pack: "small", returnUrl: BACK },
  },
  {
    by: "key",
    of: "org_globex",
    path: "/v1/credits/checkout",
    wish: { pack: "small", return_url: BACK },
  },
  { by: "session", of: "org_acme", path: trpc("previewChange"), wish: CHOICE },
  { by: "session", of: "org_acme", path: trpc("changePlan"), wish: CHOICE },
  { by: "session", of: "org_acme", path: trpc("cancelPlan"), wish: { when: "now" } },
  { by: "session", of: "org_acme", path: trpc("resumePlan"), wish: {} },
  {
    by: "key",
    of: "org_globex",
    path: "/v1/billing/checkout",
    wish: { ...CHOICE, return_url: BACK },
  },
  { by: "key", of: "org_acme", path: "/v1/billing/preview", wish: CHOICE },
  { by: "key", of: "org_acme", path: "/v1/billing/change", wish: CHOICE },
  { by: "key", of: "org_acme", path: "/v1/billing/cancel", wish: { when: "now" } },
  { by: "key", of: "org_acme", path: "/v1/billing/resume", wish: {} },
] as const;

/** What is for others to say: our catalog, the directory, Stripe. */
const TAMPERED: Record<string, unknown>[] = [
  { price: "price_starter" },
  { credits: 1_000_000 },
  { invoice_creation: { enabled: false } },
  { priceId: "price_starter" },
  { lookup_key: "starter_month" },
  { product: "prod_business" },
  { amount: 1 },
  { unit_amount: 1 },
  { currency: "jpy" },
  { quantity: 1 },
  { line_items: [{ price: "price_starter", quantity: 1 }] },
  { items: [{ id: "si_acme", deleted: true }] },
  { coupon: "FREE" },
  { discounts: [{ coupon: "FREE" }] },
  { promotion_code: "promo_1" },
  { allow_promotion_codes: false },
  { trialDays: 365 },
  { trial_period_days: 365 },
  { trial_end: 4_000_000_000 },
  { proration_behavior: "none" },
  { payment_behavior: "allow_incomplete" },
  { collection_method: "send_invoice" },
  { metadata: { portico_organization: "org_initech" } },
  { organization: "org_initech" },
  { organizationId: "org_initech" },
  { org_id: "org_initech" },
  { customer: "cus_initech" },
  { customer_email: "ada@acme.test" },
  { mode: "setup" },
  { success_url: "https://evil.test/" },
  { cancel_url: "https://evil.test/" },
  { subscription: "sub_initech" },
  { item: "si_initech" },
  { subscription: "sub_initech", item: "si_initech" },
  { plan: "price_starter" },
  { plan: "__proto__" },
  { plan: "constructor" },
  { plan: "TEAM" },
  { plan: "" },
  { plan: ["team"] },
  { plan: { toString: "team" } },
  { interval: "day" },
  { interval: "toString" },
  { seats: 0 },
  { seats: -1 },
  { seats: 1.5 },
  { seats: 1 },
  { seats: "1" },
  { seats: 1e300 },
];

type Verb = (typeof VERBS)[number];

function requestTo({ by, of, path }: Verb, wish: object): Request {
  const headers = {
    authorization: `Bearer ${bearers[by][of]}`,
    "content-type": "application/json",
  };
  const url = new URL(path, APP_URL);
  const body = JSON.stringify(wish);
  if (path !== trpc("previewChange")) return new Request(url, { method: "POST", headers, body });
  url.searchParams.set("input", body);
  return new Request(url, { headers });
}

const NO = {
  session: refused(400, "BAD_REQUEST"),
  key: { status: 422, body: { success: false, error: { code: "VALIDATION_FAILED" } } },
};

describe.each(VERBS)("$path", (verb) => {
  it("refuses whatever is not for a client to say, before Stripe hears of it", async () => {
    const calls = await till.callsDuring(async () => {
      for (const tampered of TAMPERED) {
        const answer = await till.fetch(requestTo(verb, { ...verb.wish, ...tampered }));
        const said = { status: answer.status, body: await jsonOf(answer) };
        expect({ tampered, ...said }).toMatchObject(NO[verb.by]);
      }
    });
    expect(calls).toEqual([]);
  });
});

describe.each(VERBS.filter(({ of }) => of === "org_globex"))("$path", (verb) => {
  it("leads nobody back to another site, however its address is written", async () => {
    const settings = { ...till.settings, returnOrigins: LISTED_ORIGINS };
    const app = createApp({ ...till.deps, settings });
    const field = verb.by === "key" ? "return_url" : "returnUrl";
    const calls = await till.callsDuring(async () => {
      for (const url of HOSTILE_URLS) {
        const answer = await app.fetch(requestTo(verb, { ...verb.wish, [field]: url }));
        expect({ url, status: answer.status }).toEqual({ url, status: 422 });
      }
    });
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  });
});
