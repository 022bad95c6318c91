import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import { openTroubledStripe, TROUBLES } from "../guards/troubled-stripe.ts";
import { APP_URL, jsonOf } from "../testing.ts";
import { BACK, openTill, type Till } from "./till.ts";

let till: Till;
let troubled: Awaited<ReturnType<typeof openTroubledStripe>>;
let app: App;
let keys: Record<"org_acme" | "org_globex", string>;
beforeAll(async () => {
  till = await openTill();
  troubled = await openTroubledStripe(till);
  app = createApp({ ...till.deps, stripe: troubled.stripe });
  keys = {
    org_acme: await till.apiKeyOf("ada", "org_acme", ["billing:write"]),
    org_globex: await till.apiKeyOf("grace", "org_globex", ["billing:write"]),
  };
  // So that prices are known, as they are where the service has run for a moment.
  await ask("preview", "org_acme", CHOICE);
});
afterAll(async () => {
  troubled.close();
  await till.close();
});

const CHOICE = { plan: "team", interval: "year" };

async function ask(verb: string, organization: keyof typeof keys, wish: object) {
  const answer = await app.fetch(
    new Request(`${APP_URL}/v1/billing/${verb}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${keys[organization]}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(wish),
    }),
  );
  return { verb, status: answer.status, body: await jsonOf(answer) };
}

const askAll = () =>
  Promise.all([
    ask("checkout", "org_globex", { ...CHOICE, return_url: BACK }),
    ask("preview", "org_acme", CHOICE),
    ask("change", "org_acme", CHOICE),
    ask("cancel", "org_acme", { when: "period end" }),
    ask("resume", "org_acme", {}),
  ]);

describe.each(TROUBLES)("Stripe answering %s", (_, trouble) => {
  it("is a reason of ours within twenty seconds, and over when it is", async () => {
    const startedAt = Date.now();
    troubled.answers(trouble);
    for (const said of await askAll())
      expect(said).toMatchObject({
        status: 502,
        body: { success: false, error: { code: "STRIPE_UNAVAILABLE" } },
      });
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    troubled.answers();
    // Whether the customer was made is not known for some minutes.
    till.wait(10 * 60);
    for (const said of await askAll()) expect(said).toMatchObject({ status: 200 });
  });
});
