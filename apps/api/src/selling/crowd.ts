import type { Sandbox } from "@portico/sandbox";
import { z } from "zod";
import { oneOf } from "../outages/open-troubles.ts";
import type { Replica } from "../outages/street.ts";
import { tokenFrom } from "../testing-clerk.ts";
import { BACK } from "./till.ts";

/** The credits that come with each. */
const PLANS = { starter: 100, team: 1_000, business: 5_000 };
const PACKS = { small: 500, large: 5_000 };
/** Few who look at a plan pay for it at once, so that many look before anybody has it. */
const PAYS_AT_ONCE = 0.05;

const answered = z.object({
  error: z.object({ data: z.object({ reason: z.string() }) }).optional(),
  result: z.object({ data: z.object({ url: z.string() }) }).optional(),
});

export interface Crowd {
  /** Tries once. `checkout` where they were let to one, else why not; nothing when the answer never came. */
  subscribe(): Promise<string | undefined>;
  topUp(): Promise<string | undefined>;
  /** Everybody pays at the same time, in whatever checkouts they were ever let to. */
  payAll(): Promise<void>;
  /** The credits of each checkout that was paid. */
  paid: ReadonlyMap<string, number>;
}

/** Many of one organization, each with a tab of their own, asking whichever process they find. */
export function openCrowd(sandbox: Sandbox, replica: () => Replica): Crowd {
  /** The credits of each checkout that somebody was let to. */
  const tabs = new Map<string, number>();
  const paid = new Map<string, number>();
  return {
    paid,
    async subscribe() {
      const plan = oneOf(["starter", "team", "business"] as const);
      const { session, refusal } = await ask("startCheckout", { plan, interval: "month" });
      if (session === undefined) return refusal;
      tabs.set(session, PLANS[plan]);
      if (Math.random() < PAYS_AT_ONCE) await pay(session, PLANS[plan]);
      return "checkout";
    },
    async topUp() {
      const pack = oneOf(["small", "large"] as const);
      const { session, refusal } = await ask("buyCredits", { pack });
      if (session === undefined) return refusal;
      tabs.set(session, PACKS[pack]);
      await pay(session, PACKS[pack]);
      return "checkout";
    },
    async payAll() {
      await Promise.all([...tabs].map(([session, credits]) => pay(session, credits)));
    },
  };

  /** Where it is still open. */
  async function pay(session: string, credits: number) {
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
    return { session: /cs_\w+/.exec(result?.data.url ?? "")?.[0], refusal: error?.data.reason };
  }
}
