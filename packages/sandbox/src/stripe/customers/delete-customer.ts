import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { cancelNow } from "../subscriptions/cancel.ts";

export function deleteCustomer(books: Books, customer: Stripe.Customer, cause: Cause) {
  const { id } = customer;
  for (const plan of books.subscriptions.of(id))
    if (plan.ended_at === null) cancelNow(books, plan, cause);
  books.customers.delete(id);
  books.deletedCustomers.put({ id, created: books.now() });
  books.record("customer.deleted", customer, cause);
}
