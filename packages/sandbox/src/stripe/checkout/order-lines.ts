import type { Books, Cause } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import type { Price } from "../books/shapes.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { invalid, missingParam, tooSmall } from "../problem.ts";
import { createProduct } from "../products/create-product.ts";
import { amountAsked, inlinePrice, keepPrice } from "../products/inline-price.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import type { OrderLine } from "./order.ts";
import type { LineAsked, Mode, PriceData } from "./session-params.ts";

/** What is bought. A price that is described in place is made when all else is in order. */
export function orderLines(
  books: Books,
  asked: LineAsked[] | undefined,
  mode: Mode,
  cause: Cause,
): OrderLine[] {
  if (mode === "setup") return noLines(asked);
  if (!asked || asked.length === 0) throw missingParam("line_items");
  const known = asked.map((line, place) => priceOf(books, line, place));
  requireFitting(known, mode);
  return asked.map((line, place) => ({
    id: newId("li"),
    price: (known[place]?.kept ?? makePrice(books, line.price_data, cause)).id,
    quantity: quantityOf(line, place),
    adjustable: adjustableOf(line, place),
    metadata: mergeMetadata({}, line.metadata),
    taxRates: ratesOf(books, line, place),
  }));
}

/** Whether what is bought renews, where nobody said so. */
export function modeOf(books: Books, asked: Pick<LineAsked, "price" | "price_data">[]): Mode {
  const renews = asked.some(({ price, price_data: data }) =>
    data ? data.recurring : books.prices.find(price ?? "")?.recurring,
  );
  return renews ? "subscription" : "payment";
}

type KnownPrice = Pick<Price, "currency"> & {
  /** How often it renews, if it does. */
  rhythm: string | undefined;
  kept: Price | undefined;
};

function noLines(asked: LineAsked[] | undefined): [] {
  if (asked)
    throw invalid("You can not pass `line_items` in `setup` mode.", { param: "line_items" });
  return [];
}

function priceOf(
  books: Books,
  { price, price_data: data, ...line }: LineAsked,
  place: number,
): KnownPrice {
  const param = `line_items[${place}]`;
  if (price !== undefined && data)
    throw invalid("You may only specify one of these parameters: price, price_data.", {
      param: `${param}[price]`,
    });
  quantityOf(line, place);
  adjustableOf(line, place);
  ratesOf(books, line, place);
  if (price !== undefined) return keptPrice(books, price, `${param}[price]`);
  if (!data)
    throw invalid(
      "You must provide either price or price_data for each line item when using prices.",
      { param },
    );
  requireProduct(books, data, `${param}[price_data]`);
  return {
    currency: data.currency.toLowerCase(),
    rhythm: rhythmOf(data.recurring),
    kept: undefined,
  };
}

function keptPrice(books: Books, id: string, param: string): KnownPrice {
  const price = books.prices.get(id, { param });
  if (!price.active)
    throw invalid("The price specified is inactive. This field only accepts active prices.", {
      param,
    });
  return { currency: price.currency, rhythm: rhythmOf(price.recurring), kept: price };
}

function rhythmOf(
  recurring: { interval: string; interval_count?: number | undefined } | null | undefined,
) {
  return recurring ? `${recurring.interval_count ?? 1} ${recurring.interval}` : undefined;
}

function requireProduct(books: Books, data: PriceData, param: string) {
  const { unit_amount, unit_amount_decimal } = data;
  amountAsked({ unit_amount, unit_amount_decimal }, (field) => `${param}[${field}]`);
  if (data.product !== undefined) books.products.get(data.product, { param: `${param}[product]` });
  else if (!data.product_data) throw missingParam(`${param}[product_data]`);
}

/** One session is paid in one currency, and what renews in it renews together. */
function requireFitting(prices: KnownPrice[], mode: Mode) {
  const rhythms = new Set(prices.flatMap(({ rhythm }) => rhythm ?? []));
  if (mode === "payment" && rhythms.size > 0)
    throw invalid(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
    );
  if (mode === "subscription" && rhythms.size === 0)
    throw invalid(
      "You must provide at least one recurring price in `subscription` mode when using prices.",
    );
  const [first] = prices;
  prices.forEach(({ currency }, place) => {
    if (first && currency !== first.currency)
      throw invalid(
        `The price specified only supports \`${currency}\`. This doesn't match the expected currency: \`${first.currency}\`.`,
        { param: `line_items[${place}][price]` },
      );
  });
  if (rhythms.size > 1)
    throw invalid("Checkout does not support multiple prices with different billing intervals.");
}

function quantityOf({ quantity, adjustable_quantity: adjustable }: LineAsked, place: number) {
  if (quantity === undefined)
    throw invalid(`Quantity is required. Add \`quantity\` to \`line_items[${place}]\``);
  const least = adjustable?.enabled ? 0 : 1;
  if (quantity < least) throw tooSmall(`line_items[${place}][quantity]`, least);
  return quantity;
}

function adjustableOf({ adjustable_quantity: asked }: LineAsked, place: number) {
  if (!asked?.enabled) return null;
  const { minimum = 0, maximum = 99 } = asked;
  const param = `line_items[${place}][adjustable_quantity]`;
  if (minimum < 0) throw tooSmall(`${param}[minimum]`, 0);
  if (maximum < Math.max(minimum, 1)) throw tooSmall(`${param}[maximum]`, Math.max(minimum, 1));
  return { minimum, maximum };
}

function ratesOf(books: Books, { tax_rates: asked = [] }: LineAsked, place: number): string[] {
  return taxRatesAsked(books, asked, `line_items[${place}][tax_rates]`).map(({ id }) => id);
}

function makePrice(books: Books, data: PriceData | undefined, cause: Cause): Price {
  if (!data) throw missingParam("price_data");
  const { product_data: described = { name: "" } } = data;
  const product = data.product ?? createProduct(books, described, cause).id;
  return keepPrice(books, inlinePrice(books, { ...data, product }), cause);
}
