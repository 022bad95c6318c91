import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import type { Price } from "../books/shapes.ts";
import { invalid, missingParam, tooSmall } from "../problem.ts";
import { type Every, newPrice } from "./new-price.ts";
import { planOf } from "./plan-of.ts";
import type { taxBehavior } from "./price-params.ts";

interface Sold {
  currency: string;
  product: string;
  recurring?: Every | undefined;
  tax_behavior?: z.infer<typeof taxBehavior> | undefined;
  unit_amount?: number | undefined;
  unit_amount_decimal?: number | undefined;
}

/** The price as it would be; nobody can buy by it again. */
export function inlinePrice(books: Books, asked: Sold, name = "price_data"): Price {
  books.products.get(asked.product, { param: `${name}[product]` });
  return { ...priceAsked(books, asked, (field) => `${name}[${field}]`), active: false };
}

export function priceAsked(books: Books, asked: Sold, at = (field: string) => field): Price {
  const { currency, product, recurring: every, tax_behavior = "unspecified" } = asked;
  const amount = amountAsked(asked, at);
  const made = { id: books.prices.newId(), created: books.now(), product, currency, amount, every };
  return { ...newPrice(made), tax_behavior };
}

export function amountAsked(
  { unit_amount: amount, unit_amount_decimal: exact }: Partial<Sold>,
  at = (field: string) => field,
): number {
  if (amount !== undefined && exact !== undefined)
    throw invalid(
      `You may only specify one of these parameters: ${at("unit_amount")}, ${at("unit_amount_decimal")}.`,
    );
  const asked = amount ?? exact;
  if (asked === undefined) throw missingParam(at("unit_amount"));
  if (asked < 0) throw tooSmall(at("unit_amount"), 0);
  return asked;
}

/** Writes a price down that was only thought of. */
export function keepPrice(books: Books, price: Price, cause: Cause): Price {
  const kept = books.prices.find(price.id);
  if (kept) return kept;
  books.prices.put(price);
  recordPrice(books, "created", price, cause);
  return price;
}

/** A recurring price is a plan, too, to those who listen to the older name. */
export function recordPrice(
  books: Books,
  what: "created" | "updated" | "deleted",
  price: Price,
  cause: Cause,
  before?: Price,
) {
  if (price.recurring) books.record(`plan.${what}`, planOf(price), cause, before && planOf(before));
  books.record(`price.${what}`, price, cause, before);
}
