import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newId } from "../books/ids.ts";
import type { Invoice, InvoiceItem, InvoiceLine, Subscription } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { discountsOnBill, spendOnce, writeDown } from "../discounts/plan-discounts.ts";
import { wholeOf } from "../discounts/take-off.ts";
import { discounted } from "./discounted.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";
import { newInvoice, type Period } from "./new-invoice.ts";
import { lineOf } from "./new-line.ts";
import { methodFor, payInvoice } from "./pay-invoice.ts";

export interface Bill {
  reason: Stripe.Invoice.BillingReason;
  period: Period;
  /** The lines of the plan itself; what waited to be billed comes before them. */
  lines: (invoice: string) => InvoiceLine[];
  /** It can still be changed for an hour, as the bill of a new period can. */
  waits?: boolean;
}

/** A draft for a plan, with all that waited for it. */
export function drawInvoice(books: Books, plan: Subscription, bill: Bill, cause: Cause): Invoice {
  const kept = writeDown(books, plan, cause);
  const draft = draftFor(books, kept, bill, books.invoices.newId());
  const { waits = bill.reason === "subscription_cycle" } = bill;
  const invoice = books.invoices.put(waits ? waitingAnHour(draft, kept) : draft);
  for (const item of pendingFor(books, plan))
    books.invoiceItems.put({ ...item, invoice: invoice.id });
  books.record("invoice.created", invoice, cause);
  spendOnce(books, invoice, cause);
  return invoice;
}

/** The same, for nobody to keep. */
export function draftFor(books: Books, plan: Subscription, bill: Bill, id: string): Invoice {
  const customer = books.customers.get(idOf(plan.customer), { param: "customer" });
  const created = books.now();
  const pending = pendingFor(books, plan).map((item) => lineOf(newId("il"), id, item));
  const bare = newInvoice({
    id,
    created,
    customer,
    currency: plan.currency,
    subscription: plan,
    reason: bill.reason,
    period: bill.period,
    lines: [...pending, ...bill.lines(id)],
  });
  const draft = { ...bare, default_tax_rates: plan.default_tax_rates ?? [] };
  const sent = plan.collection_method === "send_invoice";
  return {
    ...discounted(books, draft, wholeOf(books, discountsOnBill(books, plan))),
    auto_advance: true,
    collection_method: plan.collection_method,
    due_date: sent ? created + (plan.days_until_due ?? 30) * DAY : null,
  };
}

/** Finalizes a draft at once, and takes the money where that is how the customer pays. */
export function collect(books: Books, draft: Invoice, cause: Cause): Invoice {
  const final = finalizeInvoice(books, draft, cause);
  if (final.status !== "open" || final.collection_method !== "charge_automatically") return final;
  return payInvoice(books, final, { method: methodFor(books, final) }, cause);
}

function pendingFor(books: Books, plan: Subscription): InvoiceItem[] {
  return books.invoiceItems
    .of(idOf(plan.customer))
    .filter((item) => item.invoice === null && item.currency === plan.currency)
    .filter(({ parent }) =>
      [undefined, plan.id].includes(parent?.subscription_details?.subscription),
    );
}

/** The draft of a new period can still be changed for a while. */
function waitingAnHour(draft: Invoice, plan: Subscription): Invoice {
  return {
    ...draft,
    automatically_finalizes_at: draft.created + 60 * 60,
    auto_advance: isCollected(plan),
  };
}

/** Of a plan that was given up on, and of one that keeps its bills as drafts, nobody collects. */
function isCollected({ status, pause_collection: pause }: Subscription): boolean {
  return status !== "unpaid" && pause?.behavior !== "keep_as_draft";
}
