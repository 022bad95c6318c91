import fc from "fast-check";

const seats = fc.integer({ min: 1, max: 20 });
const rhythm = fc.constantFrom("week", "month", "year");
const begin = { rhythm, seats, support: fc.boolean() };

/** What a customer may do next. What makes no sense at the time is left out when it is played. */
export const move = fc.oneof(
  fc.record({
    kind: fc.constant("subscribe"),
    ...begin,
    trial: fc.constantFrom(0, 3, 14),
    coupon: fc.constantFrom("none", "once", "repeating"),
  }),
  fc.record({ kind: fc.constant("checkout"), ...begin }),
  fc.record({
    kind: fc.constant("change"),
    ...begin,
    proration: fc.constantFrom("always_invoice", "create_prorations", "none"),
  }),
  fc.record({ kind: fc.constant("card"), card: fc.constantFrom("works", "fails", "asks") }),
  fc.record({ kind: fc.constant("answer"), yes: fc.boolean() }),
  fc.record({ kind: fc.constant("pay") }),
  fc.record({ kind: fc.constant("refund"), whole: fc.boolean() }),
  fc.record({ kind: fc.constant("leave"), when: fc.constantFrom("end", "now", "never") }),
  fc.record({
    kind: fc.constant("pause"),
    behavior: fc.constantFrom("void", "keep_as_draft", "mark_uncollectible", ""),
  }),
);

export type Move = typeof move extends fc.Arbitrary<infer Made> ? Made : never;

/** Some customers: what each does, and how many days pass after it. */
export const lives = fc.array(
  fc.array(fc.record({ move, days: fc.integer({ min: 0, max: 70 }) }), { maxLength: 10 }),
  { minLength: 1, maxLength: 3 },
);

export type Lives = typeof lives extends fc.Arbitrary<infer Made> ? Made : never;
