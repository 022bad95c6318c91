import { vi } from "vitest";
import type { App } from "../app.ts";
import { APP_URL, type HouseWish, jsonOf, openHouse, type Person } from "../testing.ts";
import { letClerkAnswer } from "../testing-clerk.ts";

/** Where the tests of this folder let people come back to. */
export const BACK = `${APP_URL}/billing`;

export type Till = Awaited<ReturnType<typeof openTill>>;
export type Buyer = Awaited<ReturnType<Till["as"]>>;

/** A house where somebody buys. */
export async function openTill(wish?: HouseWish) {
  const house = await openHouse(wish);
  letClerkAnswer(house.sandbox.clerk);
  await house.settle();
  return { ...house, as, pay, callsDuring, close };

  async function close() {
    vi.unstubAllGlobals();
    await house.close();
  }

  /** Somebody on the page; as long as their token lives. */
  async function as(person: Person, organization: string, app: Pick<App, "fetch"> = house) {
    const authorization = `Bearer ${await house.tokenOf(person, organization)}`;
    const headers = { authorization, "content-type": "application/json" };
    const at = (procedure: string) => new URL(`/trpc/billing.${procedure}`, APP_URL);
    const mutation = (procedure: string) => async (input: object) => {
      const body = JSON.stringify(input);
      return said(await app.fetch(new Request(at(procedure), { method: "POST", headers, body })));
    };
    const query =
      (procedure: string) =>
      async (input: object = {}) => {
        const url = at(procedure);
        url.searchParams.set("input", JSON.stringify(input));
        return said(await app.fetch(new Request(url, { headers })));
      };
    return {
      start: mutation("startCheckout"),
      buy: mutation("buyCredits"),
      credits: query("credits"),
      plans: query("plans"),
      preview: query("previewChange"),
      change: mutation("changePlan"),
      cancel: mutation("cancelPlan"),
      resume: mutation("resumePlan"),
      history: query("history"),
      auditLog: query("auditLog"),
      entitlements: query("entitlements"),
    };
  }

  /** Pays as Stripe's own page does. */
  async function pay(session: string, method = "pm_card_visa") {
    const { secretKey } = house.settings.stripe;
    return house.sandbox.stripe(
      new Request(`http://localhost:12111/v1/payment_pages/${session}/confirm`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${secretKey}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ payment_method: method }),
      }),
    );
  }

  /** Which calls Stripe got meanwhile. */
  async function callsDuring(work: () => Promise<unknown>): Promise<string[]> {
    const calls: string[] = [];
    house.stripeAnswers(async (request) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      return house.sandbox.stripe(request);
    });
    await work();
    house.stripeAnswers();
    return calls;
  }
}

export const refused = (status: number, reason: string) => ({
  status,
  body: { error: { data: { reason } } },
});

async function said(answer: Response) {
  return { status: answer.status, body: await jsonOf(answer) };
}
