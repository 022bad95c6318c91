import type { Books } from "../../books/books.ts";
import type { Invoice } from "../../books/shapes.ts";
import { paymentOf } from "../../invoices/payments.ts";
import { bankPath } from "../bank/bank-path.ts";
import type { Going } from "./desk.ts";
import type { Visit } from "./visit.ts";

/** Where an open bill waits for somebody: the bank's question, or the page to pay it by another card. */
export function settling(books: Books, { root }: Visit, open: Invoice, back: string): Going {
  const intent = paymentOf(books, open)?.intent;
  return {
    to:
      intent?.status === "requires_action"
        ? bankPath(intent.id, back)
        : `${root}/invoices/${open.id}/pay?refused=yes`,
  };
}
