import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";

interface BalanceWish {
  /** What a customer owes more; below zero, what they are owed. */
  amount: number;
  currency: string;
  type: "adjustment" | "applied_to_invoice" | "credit_note";
  credit_note?: string;
  description?: string | null | undefined;
  invoice?: string;
  metadata?: Record<string, string>;
}

/** Writes down what changes a customer's balance, and changes it. */
export function changeBalance(
  books: Books,
  customer: Stripe.Customer,
  wish: BalanceWish,
  cause: Cause,
): Stripe.CustomerBalanceTransaction {
  const balance = customer.balance + wish.amount;
  const after = books.customers.put({ ...customer, balance });
  const written = books.balanceTransactions.put({
    id: books.balanceTransactions.newId(),
    object: "customer_balance_transaction",
    amount: wish.amount,
    checkout_session: null,
    created: books.now(),
    credit_note: wish.credit_note ?? null,
    currency: wish.currency,
    customer: customer.id,
    customer_account: null,
    description: wish.description ?? null,
    ending_balance: balance,
    invoice: wish.invoice ?? null,
    livemode: false,
    metadata: wish.metadata ?? {},
    type: wish.type,
  });
  books.record("customer.updated", after, cause, customer);
  return written;
}
