import type { Books } from "../books/books.ts";
import { type Due, nextDue, NOBODY } from "./due.ts";

/** Whoever does not live by a test clock, whoever is no customer yet among them. */
export function idsOnOurClock({ customers }: Books): string[] {
  const ids = customers.all().flatMap(({ id, test_clock }) => (test_clock ? [] : [id]));
  return [...ids, NOBODY];
}

/** Lets all that is due by then happen to these customers, each thing at its own time. */
export function liveOn(books: Books, customers: string[], until: number) {
  const awaited = new Map<string, Due>();
  for (const customer of customers) look(customer);
  for (let next = soonest(); next; next = soonest()) {
    const [customer, { at, happen }] = next;
    books.together(() => books.at(at, happen));
    look(customer);
  }

  function look(customer: string) {
    const due = nextDue(books, customer);
    if (due && due.at <= until) awaited.set(customer, due);
    else awaited.delete(customer);
  }

  function soonest() {
    let found: [string, Due] | undefined;
    for (const each of awaited) if (!found || each[1].at < found[1].at) found = each;
    return found;
  }
}
