import type Stripe from "stripe";
import { isDone } from "../../payments/is-done.ts";

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** Where a person goes once the bank was answered: a page of ours that asked for it, else where the intent says. */
export function comingBack(
  request: Request,
  { next_action: step }: Intent,
): ((after: Intent) => string) | undefined {
  const { origin, searchParams } = new URL(request.url);
  const ours = searchParams.get("back");
  if (ours !== null && URL.canParse(ours, origin)) {
    const to = new URL(ours, origin);
    if (to.origin === origin) return () => to.href;
  }
  const theirs = step?.redirect_to_url?.return_url;
  return theirs ? (after) => withOutcome(theirs, after) : undefined;
}

/** As Stripe does, the address says what it was about and how it ended. */
function withOutcome(address: string, intent: Intent) {
  const { object, id, client_secret: secret } = intent;
  const url = new URL(address);
  url.searchParams.set(object, id);
  url.searchParams.set(`${object}_client_secret`, secret ?? "");
  url.searchParams.set("redirect_status", isDone(intent) ? "succeeded" : "failed");
  return url.href;
}
