import { receiveEvent, type ReceiveEventNeeds } from "@portico/billing";
import type { Ask } from "./ask.ts";
import { type Answer, problemOf, PROBLEMS, responseOf } from "./envelope.ts";

export interface StripeWebhookNeeds extends ReceiveEventNeeds {
  /** Something was stored: the worker may begin, after the answer. */
  onLetter(): void;
}

/** A letter as it came in. */
export interface Posted {
  requestId: string;
  signature: string;
  /** None where the sender went before its end. */
  body: Buffer | null;
}

export type HearStripe = (posted: Posted) => Promise<Answer>;

export function createStripeWebhook(needs: StripeWebhookNeeds): HearStripe {
  return async ({ requestId, signature, body }) => {
    if (!body) return problemOf(requestId, PROBLEMS.brokenOff);
    const receipt = await receiveEvent(needs, body, signature);
    if (!receipt.signed)
      return problemOf(requestId, {
        status: 400,
        code: "BAD_SIGNATURE",
        message: "This is not signed by Stripe for this endpoint. Check STRIPE_WEBHOOK_SECRET.",
      });
    if (receipt.decision === "stored") needs.onLetter();
    return { status: 200, says: { received: receipt.decision, event: receipt.event } };
  };
}

/** As the app hears of every request. */
export async function hearAsked(hear: HearStripe, { request, requestId }: Ask): Promise<Response> {
  const signature = request.headers.get("stripe-signature") ?? "";
  const body = await request.arrayBuffer().then(Buffer.from, () => null);
  return responseOf(await hear({ requestId, signature, body }));
}
