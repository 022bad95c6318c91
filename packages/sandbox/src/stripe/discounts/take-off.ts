import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount, Discounts, InvoiceLine } from "../books/shapes.ts";
import { isOn } from "./discounts.ts";
import { couponNamed } from "./redeemable.ts";

export function afterDiscounts(
  books: Books,
  lines: InvoiceLine[],
  onAll: Discount[],
): InvoiceLine[] {
  const own = lines.flatMap((line) => {
    const whole = discountsNamed(books, line.discounts);
    const bare = { ...line, discounts: whole.map(({ id }) => id), discount_amounts: [] };
    return whole.reduce<InvoiceLine[]>((some, each) => takeOff(books, some, each), [bare]);
  });
  return onAll.reduce((some, each) => takeOff(books, some, each), own);
}

/** Those that still take something off. */
export function wholeOf(books: Books, discounts: Discounts): Discount[] {
  return discountsNamed(books, discounts).filter((each) => isOn(books, each));
}

export function discountsNamed(books: Books, discounts: Discounts): Discount[] {
  return discounts.flatMap((each) =>
    typeof each === "string" ? (books.discounts.find(each) ?? []) : each,
  );
}

export function takenOff({ discount_amounts: amounts }: InvoiceLine): number {
  return (amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

function takeOff(books: Books, lines: InvoiceLine[], discount: Discount): InvoiceLine[] {
  const coupon = couponNamed(books, discount.source.coupon);
  const bases = lines.map((line) => (applies(coupon, line) ? line.amount - takenOff(line) : 0));
  const currency = lines[0]?.currency ?? "";
  const { percent_off: percent } = coupon;
  const shares =
    percent === null
      ? spread(amountIn(coupon, currency), bases)
      : bases.map((base) => Math.round((base * percent) / 100));
  return lines.map((line, place) =>
    applies(coupon, line)
      ? {
          ...line,
          discount_amounts: [
            ...(line.discount_amounts ?? []),
            { amount: shares[place] ?? 0, discount: discount.id },
          ],
        }
      : line,
  );
}

function applies({ applies_to: only }: Stripe.Coupon, line: InvoiceLine): boolean {
  const product = line.pricing?.price_details?.product;
  const meant = !only || only.products.includes(product ? idOf(product) : "");
  return line.discountable && line.amount >= 0 && meant;
}

function amountIn(
  { amount_off: amount, currency, currency_options }: Stripe.Coupon,
  asked: string,
) {
  return (currency === asked ? amount : currency_options?.[asked]?.amount_off) ?? 0;
}

/** In proportion, to the last cent: who was rounded down the most gets what is left over. */
function spread(amount: number, bases: number[]): number[] {
  const sum = bases.reduce((total, base) => total + base, 0);
  const off = Math.min(amount, sum);
  if (off === 0) return bases.map(() => 0);
  const exact = bases.map((base) => (base * off) / sum);
  const shares = exact.map(Math.floor);
  const left = off - shares.reduce((total, share) => total + share, 0);
  const neediest = exact
    .map((share, place) => ({ place, lost: share - Math.floor(share) }))
    .toSorted((one, other) => other.lost - one.lost)
    .slice(0, left);
  return shares.map((share, at) =>
    neediest.some(({ place }) => place === at) ? share + 1 : share,
  );
}
