import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { whole } from "../endpoint/params.ts";
import { methodAsked, methodWish } from "../payment-methods/method-asked.ts";
import { invalid } from "../problem.ts";
import { confirmSession } from "./confirm-session.ts";
import { sessionAt } from "./session-at.ts";
import { lineItemsOf } from "./sessions.ts";

const NOTHING = { email: null, name: null, phone: null, address: null };

const PATH = "/v1/payment_pages/:id";

/** The page of a session as Stripe's own page and its CLI use it. It is in no SDK. */
export function paymentPageEndpoints(books: Books): Endpoint[] {
  const confirmWish = { ...methodWish, expected_amount: whole.optional() };
  return [
    endpoint("GET", PATH, {}, (_, { id }) => pageOf(id)),
    endpoint("POST", `${PATH}/confirm`, confirmWish, (asked, { id, cause }) => {
      const { amount_total: amount, customer, customer_email } = sessionAt(books, id);
      if ((asked.expected_amount ?? amount) !== amount)
        throw invalid("The amount you expect is not what this Checkout Session comes to now.", {
          code: "checkout_amount_mismatch",
          param: "expected_amount",
        });
      const method = methodAsked(books, customer, asked);
      const { email, name, phone, address } = method?.billing_details ?? NOTHING;
      const payer = { method, email: customer_email ?? email, name, phone, address };
      confirmSession(books, id, payer, cause);
      return pageOf(id);
    }),
  ];

  function pageOf(id: string) {
    return { ...sessionAt(books, id), line_items: lineItemsOf(books, id) };
  }
}
