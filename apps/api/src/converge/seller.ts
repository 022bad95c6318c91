import Stripe from "stripe";
import type { Move } from "./moves.ts";

const CARDS = {
  works: "pm_card_visa",
  fails: "pm_card_chargeCustomerFail",
  disputes: "pm_card_createDispute",
};

export interface Offer {
  prices: string[];
  coupon: string;
  /** The organizations that customers may name. */
  organizations: string[];
}

/** Does at Stripe what people there do. What Stripe refuses did not happen. */
export async function act(stripe: Stripe, offer: Offer, customer: string, asked: Move) {
  await attempt(stripe, offer, customer, asked).catch((error: unknown) => {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
  });
}

async function attempt(stripe: Stripe, offer: Offer, customer: string, asked: Move) {
  switch (asked.kind) {
    case "subscribe":
      return stripe.subscriptions.create({
        customer,
        items: [{ price: priceOf(offer, asked.price) }],
        ...(asked.coupon && { discounts: [{ coupon: offer.coupon }] }),
      });
    case "change":
    case "leave":
    case "pause":
    case "discount":
      return changePlan(stripe, offer, customer, asked);
    case "card":
      return bringCard(stripe, customer, CARDS[asked.card]);
    case "removeCard":
      return stripe.paymentMethods.detach(await anyOf(stripe.paymentMethods.list({ customer })));
    case "draft":
      await stripe.invoiceItems.create({ customer, amount: asked.amount, currency: "usd" });
      return stripe.invoices.create({ customer, pending_invoice_items_behavior: "include" });
    case "bill":
      return moveBill(stripe, customer, asked.verb);
    case "refund": {
      const charge = await anyOf(stripe.charges.list({ customer }));
      return stripe.refunds.create({ charge, amount: asked.amount });
    }
    case "creditNote": {
      const invoice = await anyOf(stripe.invoices.list({ customer, status: "paid" }));
      return stripe.creditNotes.create({
        invoice,
        amount: asked.amount,
        credit_amount: asked.amount,
      });
    }
    case "join": {
      const organization = offer.organizations[asked.organization % offer.organizations.length];
      return stripe.customers.update(customer, {
        metadata: { portico_organization: organization ?? "" },
      });
    }
    case "part":
      return stripe.customers.update(customer, { metadata: { portico_organization: "" } });
    case "vanish":
      return stripe.customers.del(customer);
  }
}

async function changePlan(
  stripe: Stripe,
  offer: Offer,
  customer: string,
  asked: Extract<Move, { kind: "change" | "leave" | "pause" | "discount" }>,
) {
  const [plan] = (await stripe.subscriptions.list({ customer })).data;
  if (!plan) return;
  if (asked.kind === "change")
    return stripe.subscriptions.update(plan.id, {
      items: [
        {
          id: plan.items.data[0]?.id ?? "",
          price: priceOf(offer, asked.price),
          quantity: asked.quantity,
        },
      ],
    });
  if (asked.kind === "discount")
    return stripe.subscriptions.update(plan.id, {
      discounts: asked.off ? [{ coupon: offer.coupon }] : "",
    });
  if (asked.kind === "pause")
    return stripe.subscriptions.update(plan.id, {
      pause_collection: asked.paused ? { behavior: "void" } : "",
    });
  return asked.when === "now"
    ? stripe.subscriptions.cancel(plan.id)
    : stripe.subscriptions.update(plan.id, { cancel_at_period_end: asked.when === "end" });
}

async function bringCard(stripe: Stripe, customer: string, token: string) {
  const { id } = await stripe.paymentMethods.attach(token, { customer });
  return stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
}

async function moveBill(
  stripe: Stripe,
  customer: string,
  verb: Extract<Move, { kind: "bill" }>["verb"],
) {
  const status = verb === "finalize" || verb === "delete" ? "draft" : "open";
  const id = await anyOf(stripe.invoices.list({ customer, status }));
  if (verb === "finalize") return stripe.invoices.finalizeInvoice(id);
  if (verb === "pay") return stripe.invoices.pay(id);
  if (verb === "void") return stripe.invoices.voidInvoice(id);
  return stripe.invoices.del(id);
}

function priceOf({ prices }: Offer, which: number): string {
  return prices[which % prices.length] ?? "";
}

async function anyOf(list: Promise<{ data: { id: string }[] }>): Promise<string> {
  return (await list).data[0]?.id ?? "none";
}
