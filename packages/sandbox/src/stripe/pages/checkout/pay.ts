import type { Books } from "../../books/books.ts";
import { intentOf } from "../../checkout/conclude.ts";
import { confirmSession } from "../../checkout/confirm-session.ts";
import { keepCard } from "../../payment-methods/keep-card.ts";
import { makeMethod } from "../../payment-methods/make-method.ts";
import { StripeProblem } from "../../problem.ts";
import { bankPath } from "../bank/bank-path.ts";
import { byPerson } from "../by-person.ts";
import { refusedCard } from "../read-card.ts";
import type { Checkout } from "./checkout.ts";
import { onward } from "./ended-pages.ts";
import type { Means } from "./read-means.ts";
import { type Filled, readPayer, type Trouble, typedIn } from "./read-payer.ts";

/** Pays with what was filled in: where to go next, or what is wrong. */
export function pay(
  books: Books,
  checkout: Checkout,
  form: URLSearchParams,
): { to: string } | { trouble: Trouble } {
  const { session } = checkout;
  if (form.get("expected_amount") !== String(session.amount_total ?? 0))
    return { trouble: { notice: CHANGED, typed: typedIn(form) } };
  const read = readPayer(checkout, form);
  if ("trouble" in read) return read;
  try {
    return { to: books.together(() => payWith(books, checkout, read.filled)) };
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error;
    return { trouble: { ...refused(read.filled, error), typed: typedIn(form) } };
  }
}

const CHANGED = "What this comes to has changed meanwhile. Please look at it again before you pay.";

function payWith(books: Books, checkout: Checkout, filled: Filled): string {
  const { means, email, phone, address: typed } = filled;
  const { session, root } = checkout;
  const method = means && methodOf(books, checkout, means, email);
  const { name = null, address = null } = method?.billing_details ?? {};
  const payer = { method, email, name, phone, address: typed ?? address };
  const after = confirmSession(books, session.id, payer, byPerson());
  if (after.status === "complete") return onward(checkout);
  const begun = books.orders.get(session.id)?.begun;
  const intent = begun && intentOf(books, begun);
  return intent ? bankPath(intent.id, `${root}/return`) : root;
}

function methodOf(books: Books, { customer }: Checkout, means: Means, email: string | null) {
  if (means.kind === "saved") return means.method;
  if (means.kind === "card") return keepCard(books, customer ?? null, means.card);
  const billing_details = { name: means.name, email };
  return makeMethod(books, {
    type: "sepa_debit",
    sepa_debit: { iban: means.iban },
    billing_details,
  });
}

/** A bank speaks about a card; whatever else was refused is about the whole. */
function refused({ means }: Filled, { body, message }: StripeProblem): Trouble {
  if (body.type !== "card_error") return { notice: message };
  const words = `${message} Try another one.`;
  return means?.kind === "card" ? { card: refusedCard(means.card, words) } : { notice: words };
}
