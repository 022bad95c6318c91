import { EVENTS } from "@portico/billing/events";
import { rememberDeployment } from "@portico/db";
import { expect, vi } from "vitest";
import type { App } from "../app.ts";
import { openHouse } from "../testing.ts";
import { letClerkAnswer } from "../testing-clerk.ts";
import { openOperator } from "./testing.ts";

/** A house in which a doctor finds nothing. */
export async function openWellHouse() {
  const house = await openHouse();
  letClerkAnswer(house.sandbox.clerk);
  await house.settle();
  const { db, stripe } = house.deps;
  const [endpoint] = (await stripe.webhookEndpoints.list()).data;
  await changeEndpoint({ enabled_events: Object.keys(EVENTS) });
  const { id } = await stripe.accounts.retrieveCurrent();
  await rememberDeployment(db, { stripeAccount: id, livemode: false });
  await db.execute("update portico.deployment set caught_up_to = now()");
  return {
    ...house,
    changeEndpoint,
    async close() {
      vi.unstubAllGlobals();
      await house.close();
    },
  };

  function changeEndpoint(change: object) {
    return stripe.rawRequest("POST", `/v1/webhook_endpoints/${endpoint?.id ?? ""}`, change);
  }
}

/** What a doctor says, in one line each. */
export async function found(app: App): Promise<string[]> {
  const { ask, close } = await openOperator(app);
  const said = [];
  for await (const { findings } of await ask.doctor.query())
    said.push(...findings.map(({ weight, happened, todo }) => `${weight}: ${happened} ${todo}`));
  await close();
  return said;
}

/** One finding, in these words. */
export const one = (words: RegExp): unknown[] => [expect.stringMatching(words)];
