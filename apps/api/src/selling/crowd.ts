import type { Sandbox } from "@portico/sandbox";
import { z } from "zod";
import { oneOf } from "../outages/troubled-stripe.ts";
import type { Replica } from "../outages/street.ts";
import { tokenFrom } from "../testing-clerk.ts";
import { BACK } from "./till.ts";

/** The credits that come with each. */
const PLANS = { starter: 100, team: 1_000, business: 5_000 };
const PACKS = { small: 500, large: 5_000 };
/** Few who look at a plan pay for it, so that many look at once. */
const PAYS = 0.05;

const answered = z.object({
  error: z.object({ data: z.object({ reason: z.string() }) }).optional(),
  result: z.object({ data: z.object({ url: z.string() }) }).optional(),
});

export interface Crowd {
  /** Tries once. True when the organization has a plan. */
  subscribe(): Promise<boolean>;
  /** Tries once. True when whoever tried has paid. */
  topUp(): Promise<boolean>;
  /** The credits of each checkout that was paid. */
  paid: Map<string, number>;
}

/** Many of one organization, each with a tab of their own, asking whichever process they find. */
export function openCrowd(sandbox: Sandbox, replica: () => Replica): Crowd {
  /** Checkouts that somebody is about to pay. */
  const wanted = new Map<string, number>();
  const paid = new Map<string, number>();
  return {
    paid,
    async subscribe() {
      const plan = oneOf(["starter", "team", "business"] as const);
      const { session, reason } = await ask("startCheckout", { plan, interval: "month" });
      if (session !== undefined && Math.random() < PAYS) {
        wanted.set(session, PLANS[plan]);
        await finishAll();
      }
      return reason === "ALREADY_SUBSCRIBED";
    },
    async topUp() {
      const pack = oneOf(["small", "large"] as const);
      const { session } = await ask("buyCredits", { pack });
      if (session === undefined) return false;
      wanted.set(session, PACKS[pack]);
      await finishAll();
      return paid.has(session);
    },
  };

  /** Whatever anybody wants is paid at the same time. */
  async function finishAll() {
    await Promise.all([...wanted].map(([session, credits]) => finish(session, credits)));
  }

  async function finish(session: string, credits: number) {
    const answer = await sandbox.stripe(
      new Request(`http://localhost:12111/v1/payment_pages/${session}/confirm`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${sandbox.keys.stripeSecretKey}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ payment_method: "pm_card_visa" }),
      }),
    );
    wanted.delete(session);
    if (answer.ok) paid.set(session, credits);
  }

  async function ask(procedure: string, wish: object) {
    const token = await tokenFrom(sandbox, "grace", "org_globex");
    const answer = await fetch(`${replica().url}/trpc/billing.${procedure}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...wish, returnUrl: BACK }),
    }).then(
      (response) => response.json(),
      // It died over the question.
      () => ({}),
    );
    const { error, result } = answered.parse(answer);
    return { session: /cs_\w+/.exec(result?.data.url ?? "")?.[0], reason: error?.data.reason };
  }
}
