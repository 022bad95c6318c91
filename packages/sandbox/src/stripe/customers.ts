import type Stripe from "stripe";
import { z } from "zod";
import { address } from "./address-params.ts";
import { attach } from "./attach.ts";
import type { Books, Cause } from "./books.ts";
import { cancelNow } from "./cancel.ts";
import { deletedDiscountJson, discountJson } from "./discount-json.ts";
import { discountAsked, type DiscountWish, endDiscount, keepDiscount } from "./discounts.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { given } from "./given.ts";
import { idOf } from "./id-of.ts";
import { dropSource, keepSource } from "./keep-source.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { newCustomer } from "./new-customer.ts";
import { clearable, listOf, metadata, text } from "./params.ts";
import { missing } from "./problem.ts";

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
const filters = { email: text.optional(), test_clock: text.optional() };

type Plain = z.infer<z.ZodObject<typeof plainFields>>;
type Asked = z.infer<z.ZodObject<typeof customerFields>>;
type Wished = z.infer<z.ZodObject<typeof customerWish>>;

const byPath = { path: "id" };

export function customerEndpoints(books: Books): Endpoint[] {
  const { customers } = books;
  return [
    endpoint("POST", "/v1/customers", customerWish, (asked, { cause }) =>
      createCustomer(books, asked, cause),
    ),
    endpoint("GET", "/v1/customers", { ...datedListing, ...filters }, (asked) => {
      const { created, email, test_clock, ...page } = asked;
      const found = matching(customers.all(), { created, email, test_clock });
      return pageOf(found, page, "/v1/customers", "customer");
    }),
    endpoint("GET", "/v1/customers/:id", {}, (_, { id }) =>
      books.deletedCustomers.find(id) ? deleted(id) : customers.get(id, byPath),
    ),
    endpoint("POST", "/v1/customers/:id", customerFields, (asked, { id, cause }) =>
      updateCustomer(books, customers.get(id, byPath), asked, cause),
    ),
    endpoint("DELETE", "/v1/customers/:id", {}, (_, { id, cause }) => {
      const customer = customers.get(id, byPath);
      deleteCustomer(books, customer, cause);
      return deleted(id);
    }),
    endpoint("DELETE", "/v1/customers/:id/discount", {}, (_, { id, cause }) => {
      const kept = books.discounts.find(customers.get(id, byPath).discount?.id ?? "");
      if (!kept) throw missing("discount", id, byPath);
      endDiscount(books, kept, cause);
      return deletedDiscountJson(kept);
    }),
  ];
}

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

export function deleteCustomer(books: Books, customer: Stripe.Customer, cause: Cause) {
  const { id } = customer;
  for (const plan of books.subscriptions.of(id))
    if (plan.ended_at === null) cancelNow(books, plan, cause);
  books.customers.delete(id);
  books.deletedCustomers.put({ id, created: books.now() });
  books.record("customer.deleted", customer, cause);
}

function deleted(id: string): Stripe.DeletedCustomer {
  return { id, object: "customer", deleted: true };
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
