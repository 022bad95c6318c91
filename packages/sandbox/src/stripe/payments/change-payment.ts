import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { methodAsked, requireAllowed } from "../payment-methods/method-asked.ts";
import { tooSmall } from "../problem.ts";
import { unexpected } from "./confirmable.ts";
import type { Changes } from "./intent-params.ts";

type Intent = Stripe.PaymentIntent;

/** What an intent says of itself can change always; whom it charges, how and how much, only while it is open. */
const ALWAYS = new Set(["description", "metadata", "receipt_email", "shipping"]);
const OPEN = ["requires_payment_method", "requires_confirmation", "requires_action"];

export function changePayment(books: Books, intent: Intent, asked: Changes): Intent {
  const late = Object.keys(asked).find((name) => !ALWAYS.has(name));
  if (late !== undefined && !OPEN.includes(intent.status))
    throw unexpected(
      `This PaymentIntent's ${late} could not be updated because it has a status of ${intent.status}. ` +
        `You may only update the ${late} of a PaymentIntent with one of the following statuses: ${OPEN.join(", ")}.`,
      { param: late },
    );
  return applied(books, intent, asked);
}

function applied(books: Books, intent: Intent, asked: Changes): Intent {
  const { metadata: meta, payment_method, payment_method_data, ...more } = asked;
  const { currency, ...plain } = more;
  if (plain.amount !== undefined && plain.amount < 1) throw tooSmall("amount", 1);
  if (plain.customer !== undefined) books.customers.get(plain.customer, { param: "customer" });
  const types = plain.allowed_payment_method_types;
  const after = {
    ...intent,
    ...given({ ...plain, currency: currency?.toLowerCase(), payment_method_types: types }),
    metadata: mergeMetadata(intent.metadata, meta),
  };
  const method = methodAsked(books, after.customer, { payment_method, payment_method_data });
  if (!method) return after;
  requireAllowed("PaymentIntent", after.payment_method_types, method);
  return {
    ...after,
    next_action: null,
    payment_method: method.id,
    status: "requires_confirmation",
  };
}
