import type { Books } from "../books/books.ts";
import { DAY } from "../calendar.ts";
import { deleteCustomer } from "../customers/delete-customer.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { pageOf } from "../endpoint/lists.ts";
import { listing, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { liveOn } from "./live-on.ts";

const PATH = "/v1/test_helpers/test_clocks";
const KEPT = 30 * DAY;
const byPath = { path: "id" };

/** Clocks of Stripe's own, for the customers that were made on them. */
export function testClockEndpoints(books: Books): Endpoint[] {
  const { testClocks, customers } = books;
  const clockWish = { frozen_time: whole, name: text.optional() };
  return [
    endpoint("POST", PATH, clockWish, ({ frozen_time, name = null }, { cause }) => {
      const created = books.now();
      const clock = testClocks.put({
        id: testClocks.newId(),
        object: "test_helpers.test_clock",
        created,
        deletes_after: created + KEPT,
        frozen_time,
        livemode: false,
        name,
        status: "ready",
        status_details: {},
      });
      books.record("test_helpers.test_clock.created", clock, cause);
      return clock;
    }),
    endpoint("GET", PATH, listing, (page) => pageOf(testClocks.all(), page, PATH, "test clock")),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => testClocks.get(id, byPath)),
    endpoint("POST", `${PATH}/:id/advance`, { frozen_time: whole }, (asked, { id, cause }) => {
      const clock = testClocks.get(id, byPath);
      const { frozen_time: to } = asked;
      if (to <= clock.frozen_time)
        throw invalid("The new time must be later than the clock's frozen time.", {
          param: "frozen_time",
        });
      const advancing = testClocks.put({
        ...clock,
        status: "advancing",
        status_details: { advancing: { target_frozen_time: to } },
      });
      books.record("test_helpers.test_clock.advancing", advancing, cause);
      liveOn(books, idsOn(id), to);
      const ready = testClocks.put({ ...clock, frozen_time: to });
      books.record("test_helpers.test_clock.ready", ready, null);
      return advancing;
    }),
    endpoint("DELETE", `${PATH}/:id`, {}, (_, { id, cause }) => {
      const clock = testClocks.get(id, byPath);
      for (const customer of customers.all())
        if (customer.test_clock === id) deleteCustomer(books, customer, cause);
      testClocks.delete(id);
      books.record("test_helpers.test_clock.deleted", clock, cause);
      return { id, object: "test_helpers.test_clock", deleted: true };
    }),
  ];

  function idsOn(clock: string): string[] {
    return customers.all().flatMap((each) => (each.test_clock === clock ? [each.id] : []));
  }
}
