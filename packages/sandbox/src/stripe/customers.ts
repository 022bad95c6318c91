import type Stripe from "stripe";
import { z } from "zod";
import { address } from "./address-params.ts";
import { attach } from "./attach.ts";
import type { Books, Cause } from "./books.ts";
import { cancelNow } from "./cancel.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { given } from "./given.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, listing, listOf, metadata, text } from "./params.ts";

const fields = {
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

type Asked = z.infer<z.ZodObject<typeof fields>>;
type Wished = Asked & { payment_method?: string | undefined; test_clock?: string | undefined };

const byPath = { path: "id" };

export function customerEndpoints(books: Books): Endpoint[] {
  const { customers } = books;
  const emailed = { ...listing, email: text.optional(), test_clock: text.optional() };
  return [
    endpoint(
      "POST",
      "/v1/customers",
      { ...fields, payment_method: text.optional(), test_clock: text.optional() },
      (asked, { cause }) => create(books, asked, cause),
    ),
    endpoint("GET", "/v1/customers", emailed, ({ email, test_clock: clock, ...page }) => {
      const found = customers
        .all()
        .filter((each) => (email ?? each.email) === each.email)
        .filter((each) => (clock ?? each.test_clock) === each.test_clock);
      return pageOf(found, page, "/v1/customers", "customer");
    }),
    endpoint("GET", "/v1/customers/:id", {}, (_, { id }) =>
      books.deletedCustomers.find(id) ? deleted(id) : customers.get(id, byPath),
    ),
    endpoint("POST", "/v1/customers/:id", fields, (asked, { id, cause }) => {
      const before = customers.get(id, byPath);
      const after = customers.put(change(books, before, asked));
      if (JSON.stringify(before) !== JSON.stringify(after))
        books.record("customer.updated", after, cause, before);
      return after;
    }),
    endpoint("DELETE", "/v1/customers/:id", {}, (_, { id, cause }) => {
      const customer = customers.get(id, byPath);
      deleteCustomer(books, customer, cause);
      return deleted(id);
    }),
  ];
}

/** A payment method that comes along is attached first, so that it may be the default. */
function create(books: Books, asked: Wished, cause: Cause) {
  const { invoice_settings: invoicing, payment_method: method, test_clock, ...plain } = asked;
  if (test_clock !== undefined) books.testClocks.get(test_clock, { param: "test_clock" });
  const made = newCustomer(books.customers.newId(), books.now());
  const bare = { ...made, test_clock: test_clock ?? null };
  const customer = change(books, bare, plain);
  const attached = method && attach(books, customer, method, { param: "payment_method" }, cause);
  const usual = invoicing?.default_payment_method;
  const chosen = attached && usual === method ? attached.id : usual;
  const after = change(books, customer, {
    invoice_settings: { ...invoicing, default_payment_method: chosen },
  });
  books.record("customer.created", books.customers.put(after), cause);
  return after;
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

function change(books: Books, customer: Stripe.Customer, asked: Asked): Stripe.Customer {
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

export function newCustomer(id: string, created: number): Stripe.Customer {
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}
