import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import type { Price } from "../books/shapes.ts";
import { later } from "../calendar.ts";
import { discountsAsked } from "../discounts/discounts.ts";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { invalid, missingParam, tooSmall } from "../problem.ts";
import { keepPrice } from "../products/inline-price.ts";
import { priceOfItem, requireOneRhythm } from "../subscriptions/items/item-params.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import { billSettings } from "./bill-settings.ts";
import type { PhaseWish } from "./phase-params.ts";

export type Phase = Stripe.SubscriptionSchedule.Phase;

/** The phases in a row: each begins where the one before it ends. */
export function phasesAsked(
  books: Books,
  asked: PhaseWish[],
  { customer, start }: { customer: string; start: number },
  cause: Cause,
): Phase[] {
  if (asked.length === 0) throw missingParam("phases");
  let from = start;
  return asked.map((each, place) => {
    const phase = phaseAsked(
      books,
      each,
      { customer, start: from, name: `phases[${place}]` },
      cause,
    );
    from = phase.end_date;
    return phase;
  });
}

interface Where {
  customer: string;
  start: number;
  name: string;
}

function phaseAsked(books: Books, asked: PhaseWish, where: Where, cause: Cause): Phase {
  const { customer, start, name } = where;
  const { default_payment_method: method = null, trial = false, trial_end: trialEnd } = asked;
  if (method !== null)
    books.paymentMethods.get(method, { param: `${name}[default_payment_method]` });
  const priced = asked.items.map((item, place) =>
    priceAsked(books, item, `${name}[items][${place}]`, cause),
  );
  const [first] = priced;
  if (!first) throw missingParam(`${name}[items]`);
  requireOneRhythm(priced);
  const end = endAsked(books, asked, first, where);
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: asked.billing_cycle_anchor ?? null,
    billing_thresholds: null,
    collection_method: asked.collection_method ?? null,
    currency: asked.currency ?? first.currency,
    default_payment_method: method,
    default_tax_rates: taxRatesAsked(
      books,
      asked.default_tax_rates ?? [],
      `${name}[default_tax_rates]`,
    ),
    description: asked.description ?? null,
    discounts: couponsAsked(books, asked.discounts, customer, `${name}[discounts]`),
    end_date: end,
    invoice_settings: asked.invoice_settings
      ? billSettings(asked.invoice_settings.days_until_due ?? null)
      : null,
    items: asked.items.map((item, place) => {
      const at = (field: string) => `${name}[items][${place}][${field}]`;
      const price = priced[place]?.id ?? "";
      return {
        billing_thresholds: null,
        discounts: couponsAsked(books, item.discounts, customer, at("discounts")),
        metadata: mergeMetadata({}, item.metadata),
        plan: price,
        price,
        quantity: item.quantity ?? 1,
        tax_rates: taxRatesAsked(books, item.tax_rates ?? [], at("tax_rates")),
      };
    }),
    metadata: mergeMetadata({}, asked.metadata),
    on_behalf_of: null,
    proration_behavior: asked.proration_behavior ?? "create_prorations",
    start_date: start,
    transfer_data: null,
    trial_end: trialEnd ?? (trial ? end : null),
  };
}

function endAsked(books: Books, asked: PhaseWish, { recurring }: Price, { start, name }: Where) {
  const { duration, end_date: end, iterations } = asked;
  if ([duration, end, iterations].filter((each) => each !== undefined).length > 1)
    throw invalid(
      `You may only specify one of these parameters: ${name}[end_date], ${name}[duration], ${name}[iterations].`,
    );
  const { interval = "month", interval_count: count = 1 } = recurring ?? {};
  const ends =
    end === "now"
      ? books.now()
      : (end ??
        (duration
          ? later(start, duration.interval, duration.interval_count ?? 1)
          : later(start, interval, count * (iterations ?? 1))));
  if (ends <= start)
    throw invalid("The subscription schedule's phase must end after it starts.", {
      param: `${name}[end_date]`,
    });
  return ends;
}

function priceAsked(
  books: Books,
  item: PhaseWish["items"][number],
  name: string,
  cause: Cause,
): Price {
  if (item.quantity !== undefined && item.quantity < 0) throw tooSmall(`${name}[quantity]`, 0);
  const price = priceOfItem(books, item, (field) => `${name}[${field}]`);
  if (!price) throw missingParam(`${name}[price]`);
  return keepPrice(books, price, cause);
}

/** They are looked at now, and redeemed when the phase begins. */
function couponsAsked(
  books: Books,
  asked: DiscountWish[] = [],
  customer: string,
  name: string,
): Stripe.SubscriptionSchedule.Phase.Discount[] {
  discountsAsked(books, asked, { customer }, undefined, name);
  return asked.map(({ coupon = null, discount = null, promotion_code = null }) => ({
    coupon,
    discount,
    promotion_code,
  }));
}
