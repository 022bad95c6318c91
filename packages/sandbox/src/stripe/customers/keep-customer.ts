import type Stripe from "stripe";
import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { discountJson } from "../discounts/discount-json.ts";
import { discountAsked, endDiscount, keepDiscount } from "../discounts/discounts.ts";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { address } from "../endpoint/address-params.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, listOf, metadata, text } from "../endpoint/params.ts";
import { attach } from "../payment-methods/attach.ts";
import { dropSource, keepSource } from "../payment-methods/keep-source.ts";
import { newCustomer } from "./new-customer.ts";

const plainFields = {
  address: address.optional(),
  description: clearable.optional(),
  email: clearable.optional(),
  name: clearable.optional(),
  phone: clearable.optional(),
  metadata: metadata.optional(),
  preferred_locales: listOf(text).optional(),
  invoice_settings: z
    .strictObject({ default_payment_method: clearable.optional(), footer: clearable.optional() })
    .optional(),
};

export const customerFields = {
  ...plainFields,
  default_source: text.optional(),
  source: text.optional(),
};
export const customerWish = {
  ...plainFields,
  payment_method: text.optional(),
  source: text.optional(),
  test_clock: text.optional(),
};
type Plain = z.infer<z.ZodObject<typeof plainFields>>;
type Asked = z.infer<z.ZodObject<typeof customerFields>>;
type Wished = z.infer<z.ZodObject<typeof customerWish>>;

/** A payment method that comes along is attached first, so that it may be the default. */
export function createCustomer(
  books: Books,
  { discount: wish, ...asked }: Wished & { discount?: DiscountWish | undefined },
  cause: Cause,
): Stripe.Customer {
  const { invoice_settings: invoicing, payment_method: method, source, ...rest } = asked;
  const { test_clock, ...plain } = rest;
  if (test_clock !== undefined) books.testClocks.get(test_clock, { param: "test_clock" });
  const made = newCustomer(books.customers.newId(), books.now());
  const discount = wish && discountAsked(books, made, wish);
  const card = source && keepSource(books, made.id, { token: source }, cause);
  const bare = {
    ...made,
    default_source: card ? card.id : null,
    discount: discount ? discountJson(discount) : null,
    test_clock: test_clock ?? null,
  };
  const customer = change(books, bare, plain);
  const attached = method && attach(books, customer, method, { param: "payment_method" }, cause);
  const usual = invoicing?.default_payment_method;
  const chosen = attached && usual === method ? attached.id : usual;
  const after = change(books, customer, {
    invoice_settings: { ...invoicing, default_payment_method: chosen },
  });
  books.record("customer.created", books.customers.put(after), cause);
  if (discount) keepDiscount(books, discount, cause);
  return after;
}

export function updateCustomer(
  books: Books,
  before: Stripe.Customer,
  { discount: wish, ...said }: Asked & { discount?: DiscountWish | null | undefined },
  cause: Cause,
): Stripe.Customer {
  const { source, default_source: chosen, ...asked } = said;
  if (chosen !== undefined) books.paymentMethods.get(chosen, { param: "default_source" });
  const card = source && keepSource(books, before.id, { token: source }, cause);
  const discount = wish && discountAsked(books, before, wish);
  const changed = change(books, before, asked);
  const after = books.customers.put({
    ...changed,
    default_source: card ? card.id : (chosen ?? before.default_source),
    ...(wish !== undefined && { discount: discount ? discountJson(discount) : null }),
  });
  const old = wish === undefined ? undefined : books.discounts.find(before.discount?.id ?? "");
  if (old && discount) books.discounts.put({ ...old, gone: true });
  else if (old) endDiscount(books, old, cause);
  if (discount) keepDiscount(books, discount, cause, old);
  if (JSON.stringify(before) !== JSON.stringify(after))
    books.record("customer.updated", after, cause, before);
  if (card && before.default_source) dropReplaced(books, idOf(before.default_source), cause);
  return after;
}

function dropReplaced(books: Books, source: string, cause: Cause) {
  const card = books.paymentMethods.find(source);
  if (card) dropSource(books, card, cause);
}

function change(books: Books, customer: Stripe.Customer, asked: Plain): Stripe.Customer {
  const { metadata: meta, invoice_settings: invoicing, ...plain } = asked;
  if (invoicing?.default_payment_method)
    books.paymentMethods.get(invoicing.default_payment_method, {
      param: "invoice_settings[default_payment_method]",
    });
  return {
    ...customer,
    ...given(plain),
    metadata: mergeMetadata(customer.metadata, meta),
    invoice_settings: { ...customer.invoice_settings, ...given(invoicing ?? {}) },
  };
}
