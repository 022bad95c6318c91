import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { OrderLine } from "../checkout/order.ts";
import { given } from "../endpoint/given.ts";
import { createInvoice } from "../invoices/create-invoice.ts";
import { createInvoiceItem } from "../invoices/create-invoice-item.ts";
import { invalid } from "../problem.ts";
import { keptPrice } from "../schedules/phase-plan.ts";
import { beginPlan } from "../subscriptions/begin-plan.ts";
import { planAsked } from "../subscriptions/plan-asked.ts";

/** The customer agreed: what renews becomes a plan, the rest a bill that is still a draft. */
export function acceptQuote(books: Books, quote: Stripe.Quote, cause: Cause): Stripe.Quote {
  if (quote.customer === null)
    throw invalid("You must set a customer on the quote before it is accepted.", {
      param: "customer",
    });
  const customer = idOf(quote.customer);
  const lines = books.orders.get(quote.id)?.lines ?? [];
  const renewing = lines.filter(({ price }) => books.prices.find(price)?.recurring);
  if (renewing.length === 0) return billed(books, quote, customer, lines, cause);
  const once = lines.filter((line) => !renewing.includes(line));
  return begun(books, quote, customer, { renewing, once }, cause);
}

function billed(
  books: Books,
  quote: Stripe.Quote,
  customer: string,
  lines: OrderLine[],
  cause: Cause,
): Stripe.Quote {
  const wish = { customer, ...termsOf(quote), currency: quote.currency ?? "usd" };
  const { id: invoice } = createInvoice(books, wish, cause);
  for (const { price, ...line } of lines.map(itemOf))
    createInvoiceItem(books, { ...line, pricing: { price }, customer, invoice }, cause);
  return { ...quote, invoice };
}

function begun(
  books: Books,
  quote: Stripe.Quote,
  customer: string,
  { renewing, once }: { renewing: OrderLine[]; once: OrderLine[] },
  cause: Cause,
): Stripe.Quote {
  const { description, metadata, trial_period_days: days } = quote.subscription_data;
  const asked = planAsked(
    books,
    {
      customer,
      items: renewing.map(itemOf),
      metadata: metadata ?? {},
      ...termsOf(quote),
      ...given({ description: description ?? undefined, trial_period_days: days ?? undefined }),
    },
    keptPrice,
  );
  const plan = beginPlan(books, asked, { add_invoice_items: once.map(itemOf) }, cause);
  const { latest_invoice: first } = plan;
  return { ...quote, subscription: plan.id, invoice: first ? idOf(first) : null };
}

function termsOf({ collection_method: method, invoice_settings: settings }: Stripe.Quote) {
  return given({
    collection_method: method === "send_invoice" ? ("send_invoice" as const) : undefined,
    days_until_due: settings.days_until_due ?? undefined,
  });
}

function itemOf({ price, quantity, taxRates: tax_rates }: OrderLine) {
  return { price, quantity, tax_rates };
}
