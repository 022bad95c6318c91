import type Stripe from "stripe";

/** What there is at Stripe, told in the plainest way, by nothing that the product is made of. */
export async function truthOf(stripe: Stripe, customer: string): Promise<Map<string, unknown>> {
  const truth = new Map<string, unknown>();
  const self = await stripe.customers.retrieve(customer);
  if (self.deleted) return truth;
  truth.set(self.id, {
    organization: self.metadata["portico_organization"] || null,
    card: self.invoice_settings.default_payment_method,
  });
  for await (const plan of stripe.subscriptions.list({
    customer,
    status: "all",
    expand: ["data.discounts"],
  })) {
    truth.set(plan.id, {
      status: plan.status,
      ends:
        plan.cancel_at ??
        (plan.cancel_at_period_end ? plan.items.data[0]?.current_period_end : null),
      paused: Boolean(plan.pause_collection),
      items: plan.items.data.map(({ price, quantity }) => `${quantity} x ${price.id}`),
      discounts: plan.discounts.length,
    });
    for (const each of plan.discounts)
      if (typeof each === "object") truth.set(each.id, { coupon: each.source.coupon });
  }
  for await (const { id, status, total, amount_paid: paid } of stripe.invoices.list({ customer }))
    truth.set(id, { status, total, paid });
  for await (const { id, card } of stripe.paymentMethods.list({ customer }))
    truth.set(id, { last4: card?.last4 });
  for await (const { id, status, total } of stripe.creditNotes.list({ customer }))
    truth.set(id, { status, total });
  for await (const { id: charge } of stripe.charges.list({ customer })) {
    for await (const { id, status, amount } of stripe.refunds.list({ charge }))
      truth.set(id, { status, amount });
    for await (const { id, status, amount } of stripe.disputes.list({ charge }))
      truth.set(id, { status, amount });
  }
  return truth;
}
