import { idOf } from "../books/id-of.ts";
import type { InvoiceItem, InvoiceLine, SubscriptionItem } from "../books/shapes.ts";
import { taxBy } from "../taxes/line-taxes.ts";
import type { Period } from "./new-invoice.ts";

interface LineWish {
  id: string;
  invoice: string;
  item: SubscriptionItem;
  amount: number;
  description: string;
  period: Period;
  proration: boolean;
  /** The line of an earlier invoice that this gives back. */
  credits?: { invoice: string; invoice_line_items: string[] } | undefined;
}

/** What a plan costs for a while. */
export function newLine({ item, proration, credits, ...wish }: LineWish): InvoiceLine {
  const { price, quantity = 1, subscription } = item;
  return {
    ...plainLine(wish),
    currency: price.currency,
    // What a change gives back or costs more was discounted before.
    discountable: !proration,
    discounts: proration ? [] : item.discounts,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration,
        proration_details: { credited_items: credits ?? null },
        subscription,
        subscription_item: item.id,
      },
      type: "subscription_item_details",
    },
    pricing: {
      price_details: { price: price.id, product: idOf(price.product) },
      type: "price_details",
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription,
    taxes: (item.tax_rates ?? []).map(taxBy),
  };
}

/** What somebody put on the bill by hand. */
export function lineOf(id: string, invoice: string, item: InvoiceItem): InvoiceLine {
  const { amount, description, period, proration } = item;
  return {
    ...plainLine({ id, invoice, amount, description, period }),
    currency: item.currency,
    discountable: item.discountable,
    discounts: item.discounts,
    metadata: item.metadata ?? {},
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration,
        proration_details: { credited_items: null },
        subscription: item.parent?.subscription_details?.subscription ?? null,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    pricing: item.pricing,
    quantity: item.quantity,
    taxes: (item.tax_rates ?? []).map(taxBy),
    quantity_decimal: item.quantity_decimal,
  };
}

interface Plain {
  id: string;
  invoice: string;
  amount: number;
  description: string | null;
  period: Period;
}

function plainLine({ id, invoice, amount, description, period }: Plain) {
  return {
    id,
    object: "line_item",
    amount,
    description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    period,
    pretax_credit_amounts: [],
    subscription: null,
    subtotal: amount,
    taxes: [],
  } as const satisfies Partial<InvoiceLine>;
}
