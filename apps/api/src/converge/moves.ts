import fc from "fast-check";

const which = fc.nat(5);

/** What a customer, its bank or its seller may do at Stripe. What makes no sense at the time is refused there. */
export const move = fc.oneof(
  fc.record({ kind: fc.constant("subscribe"), price: which, coupon: fc.boolean() }),
  fc.record({
    kind: fc.constant("change"),
    price: which,
    quantity: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant("leave"), when: fc.constantFrom("end", "now", "never") }),
  fc.record({ kind: fc.constant("pause"), paused: fc.boolean() }),
  fc.record({ kind: fc.constant("discount"), off: fc.boolean() }),
  fc.record({ kind: fc.constant("card"), card: fc.constantFrom("works", "fails", "disputes") }),
  fc.record({ kind: fc.constant("removeCard") }),
  fc.record({ kind: fc.constant("draft"), amount: fc.integer({ min: 100, max: 900 }) }),
  fc.record({
    kind: fc.constant("bill"),
    verb: fc.constantFrom("finalize", "pay", "void", "delete"),
  }),
  fc.record({ kind: fc.constant("refund"), amount: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constant("creditNote"), amount: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constant("join"), organization: which }),
  fc.record({ kind: fc.constant("part") }),
  fc.record({ kind: fc.constant("vanish") }),
);

export type Move = typeof move extends fc.Arbitrary<infer Made> ? Made : never;

const acted = fc.record({ customer: fc.nat(2), move });

/** What goes wrong while Stripe is asked. */
const trouble = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("none") }) },
  // The answer is from before something that happens while it is on its way, or from after it.
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("stale", "overtaken"), act: acted }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("slow"), seconds: fc.integer({ min: 1, max: 50 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("robbed") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("down") }) },
);

export type Trouble = typeof trouble extends fc.Arbitrary<infer Made> ? Made : never;

const seconds = fc.oneof(
  fc.constantFrom(0, 0, 0, 1, 2, 12),
  fc.constantFrom(3600, 86_400, 2_700_000),
);

export const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("act"), act: acted }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass"), seconds }) },
  // Any of the letters under way arrive, in any order, some of them again later.
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("deliver"),
      picks: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("drain"),
      troubles: fc.array(trouble, { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refresh"), customer: fc.nat(2) }) },
);

export type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

export interface Life {
  /** By how many seconds the clock of Stripe's answers is off that of its events. */
  skew: number;
  steps: Step[];
}

export const life: fc.Arbitrary<Life> = fc.record({
  skew: fc.integer({ min: -2, max: 9 }),
  steps: fc.array(step, { minLength: 4, maxLength: 40 }),
});
