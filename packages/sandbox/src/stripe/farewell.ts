import type { Books } from "./books/books.ts";
import { cancelNow } from "./subscriptions/cancel.ts";

/** After a reset, whoever listens is told what is gone, as if somebody had deleted it. */
export function sayFarewell(before: Books, books: Books) {
  const plans = before.subscriptions.all().filter(({ id }) => !books.subscriptions.find(id));
  const customers = before.customers.all().filter(({ id }) => !books.customers.find(id));
  books.together(() => {
    for (const plan of plans.filter(({ ended_at }) => ended_at === null)) {
      cancelNow(books, plan, null);
      books.subscriptions.delete(plan.id);
    }
    for (const customer of customers) {
      books.deletedCustomers.put({ id: customer.id, created: customer.created });
      books.record("customer.deleted", customer, null);
    }
  });
}
