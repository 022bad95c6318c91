import type { Awaited, Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { decide, openDispute } from "../disputes/follow-dispute.ts";
import { finishDebit } from "../payments/finish-debit.ts";
import { letGo } from "../payments/held-money.ts";
import { finishRefund } from "../refunds/issue-refund.ts";

const ANSWERS = new Map([
  ["ch", openDispute],
  ["du", decide],
  ["pi", hearOfIntent],
  ["re", finishRefund],
]);

/** A bank says what it has to say, and says it once. */
export function hear(books: Books, { id }: Awaited) {
  books.awaited.delete(id);
  ANSWERS.get(id.slice(0, id.indexOf("_")))?.(books, id);
}

/** What is on its way for a customer. */
export function awaitedFor(books: Books, customer: string): Awaited[] {
  return books.awaited.all().filter((each) => each.customer === customer);
}

/** What banks say within seconds arrives right after the request that made them speak. */
export function hearAll(books: Books) {
  for (const each of books.awaited.all())
    if (each.at <= timeOf(books, each)) books.at(each.at, () => hear(books, each));
}

function hearOfIntent(books: Books, id: string) {
  const intent = books.paymentIntents.get(id, { param: "payment_intent" });
  if (intent.status === "requires_capture") letGo(books, intent);
  else finishDebit(books, id);
}

function timeOf(books: Books, { customer }: Awaited): number {
  const owner = customer === null ? undefined : books.customers.find(customer);
  const clock = owner?.test_clock && books.testClocks.find(idOf(owner.test_clock));
  return clock ? clock.frozen_time : books.now();
}
