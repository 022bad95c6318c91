import type Stripe from "stripe";
import { idOf } from "../books/id-of.ts";
import { given } from "../endpoint/given.ts";
import { type ProblemBody, StripeProblem } from "../problem.ts";

type Intent = Stripe.PaymentIntent;

/** What was refused is told as an error; the payment stays to be tried again. */
export function orDecline(intent: Intent): Intent {
  if (intent.status !== "requires_payment_method") return intent;
  const { latest_charge: last, last_payment_error: error } = intent;
  throw refusedBy(error, { ...(last && { charge: idOf(last) }), payment_intent: intent });
}

/** What an intent remembers, as the error it was. */
export function refusedBy(
  error: Stripe.PaymentIntent.LastPaymentError | Stripe.SetupIntent.LastSetupError | null,
  attempt: Pick<ProblemBody, "charge" | "payment_intent" | "setup_intent">,
) {
  const { code, decline_code, advice_code, network_decline_code, message = "" } = error ?? {};
  return new StripeProblem(402, {
    type: "card_error",
    message,
    param: "",
    ...given({ code, decline_code, advice_code, network_decline_code }),
    ...attempt,
  });
}

/** A bill that is to be paid at once cannot wait for a person's bank. */
export function orAsk(intent: Intent): Intent {
  if (intent.status !== "requires_action") return orDecline(intent);
  throw new StripeProblem(402, {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "This payment requires additional user action before it can be completed successfully. " +
      "Payment can be completed using the PaymentIntent associated with the invoice.",
    payment_intent: intent,
  });
}
