import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newCustomer } from "../customers/new-customer.ts";
import type { Order } from "./order.ts";

/** What somebody said about themselves on the page. */
export interface Payer {
  /** Nothing where nothing is to pay, now or later. */
  method: Stripe.PaymentMethod | undefined;
  email: string | null;
  name: string | null;
  phone: string | null;
  address: Stripe.Address | null;
}

type Session = Stripe.Checkout.Session;

/** Who buys. Whoever only pays once may stay a guest. */
export function customerFor(
  books: Books,
  session: Session,
  order: Order,
  payer: Payer,
  cause: Cause,
) {
  const known = session.customer ?? order.begun?.customer;
  const owner = known ? books.customers.find(idOf(known)) : undefined;
  if (owner) return complete(books, owner, order, payer, cause);
  return session.customer_creation === "always" ? make(books, payer, cause) : null;
}

function make(books: Books, { email, name, phone, address }: Payer, cause: Cause): Stripe.Customer {
  const customer = books.customers.put({
    ...newCustomer(books.customers.newId(), books.now()),
    address,
    email,
    name,
    phone,
  });
  books.record("customer.created", customer, cause);
  return customer;
}

/** An email that was missing is kept; name and address only where that was asked for. */
function complete(books: Books, owner: Stripe.Customer, order: Order, payer: Payer, cause: Cause) {
  const after = {
    ...owner,
    email: owner.email ?? payer.email,
    ...(order.keeps.name && payer.name !== null && { name: payer.name }),
    ...(order.keeps.address && payer.address !== null && { address: payer.address }),
  };
  if (JSON.stringify(after) === JSON.stringify(owner)) return owner;
  books.customers.put(after);
  books.record("customer.updated", after, cause, owner);
  return after;
}
