import { receiveEvent, type ReceiveEventNeeds } from "@portico/billing";
import type { Ask } from "./ask.ts";
import { problem } from "./envelope.ts";

export interface StripeWebhookNeeds extends ReceiveEventNeeds {
  /** Something was stored: the worker may begin, after the answer. */
  onLetter(): void;
}

export async function hearStripe(
  needs: StripeWebhookNeeds,
  { request, requestId }: Ask,
): Promise<Response> {
  const signature = request.headers.get("stripe-signature") ?? "";
  const body = Buffer.from(await request.arrayBuffer());
  const receipt = await receiveEvent(needs, body, signature);
  if (!receipt.signed)
    return problem(requestId, {
      status: 400,
      code: "BAD_SIGNATURE",
      message: "This is not signed by Stripe for this endpoint. Check STRIPE_WEBHOOK_SECRET.",
    });
  if (receipt.decision === "stored") needs.onLetter();
  return Response.json({ received: receipt.decision, event: receipt.event });
}
