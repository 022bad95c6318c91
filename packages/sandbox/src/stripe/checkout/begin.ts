import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { paymentOf } from "../invoices/payments.ts";
import { changePayment } from "../payments/change-payment.ts";
import { newPaymentIntent } from "../payments/new-payment-intent.ts";
import { priceJson } from "../products/new-price.ts";
import { newSetupIntent } from "../setups/new-setup-intent.ts";
import { createSubscription } from "../subscriptions/create-subscription.ts";
import { onceItem } from "./once-item.ts";
import type { Begun, Order } from "./order.ts";
import { wishesOf } from "./order-discounts.ts";

type Session = Stripe.Checkout.Session;

export interface Start {
  session: Session;
  order: Order;
  customer: Stripe.Customer | null;
  /** Whether there is anything to pay with. */
  pays: boolean;
  cause: Cause;
}

/** Makes what is to be paid for, before anybody asks a bank. */
export function begin(books: Books, start: Start): Begun {
  const { session, customer } = start;
  const whose = customer?.id ?? null;
  if (session.mode === "subscription" && customer) return beginPlan(books, start, customer.id);
  const free = session.amount_total === 0;
  return { customer: whose, subscription: null, intent: free ? null : beginPayment(books, start) };
}

/** What is sold once goes on the first bill. */
function beginPlan(books: Books, start: Start, customer: string): Begun {
  const { order, cause } = start;
  const lines = order.lines.map((line) => ({
    ...line,
    known: books.prices.get(line.price, { param: "price" }),
  }));
  for (const line of lines)
    if (!line.known.recurring && line.quantity > 0)
      books.invoiceItems.put(onceItem(books, customer, line));
  const plan = createSubscription(
    books,
    {
      ...order.subscription,
      customer,
      items: lines
        .filter(({ known, quantity }) => known.recurring && quantity > 0)
        .map(({ price, quantity, metadata, taxRates }) => ({
          price,
          quantity,
          metadata,
          tax_rates: taxRates,
        })),
      discounts: wishesOf(order),
      payment_behavior: "default_incomplete",
    },
    cause,
    (_, { price = "" }) => priceJson(books.prices.get(price, { param: "price" })),
  );
  const invoice = books.invoices.find(plan.latest_invoice ? idOf(plan.latest_invoice) : "");
  const payment = invoice && paymentOf(books, invoice);
  const intent = payment?.intent.id ?? (start.pays ? beginSetup(books, start) : null);
  if (!payment && intent !== null)
    books.subscriptions.put({ ...plan, pending_setup_intent: intent });
  return { customer, subscription: plan.id, intent };
}

function beginPayment(books: Books, { session, order, customer, cause }: Start): string {
  const bare = newPaymentIntent({
    id: books.paymentIntents.newId(),
    created: books.now(),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: customer?.id ?? null,
    description: null,
  });
  const types = { payment_method_types: session.payment_method_types };
  const intent = books.paymentIntents.put(
    changePayment(books, bare, { ...order.payment, ...types }),
  );
  books.record("payment_intent.created", intent, cause);
  return intent.id;
}

/** Where a card is to be kept, the session shows the promise from the start. */
export function beginSetup(
  books: Books,
  { session, order, customer, cause }: Omit<Start, "pays">,
): string {
  const intent = books.setupIntents.put({
    ...newSetupIntent(books.setupIntents.newId(), books.now()),
    customer: customer?.id ?? null,
    description: order.setup?.description ?? null,
    metadata: mergeMetadata({}, order.setup?.metadata),
    payment_method_types: session.payment_method_types,
  });
  books.record("setup_intent.created", intent, cause);
  return intent.id;
}
