import fc from "fast-check";

/** What is sold in one life: what each invoice gives, what is paid for it, and on which day the credits end. */
const invoice = fc.record({
  credits: fc.integer({ min: 1, max: 400 }),
  paid: fc.integer({ min: 1, max: 1_000 }),
  ends: fc.option(fc.integer({ min: 1, max: 40 })),
});

const organization = fc.nat(1);
const which = fc.nat(3);

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("spend"),
      organization,
      key: fc.nat(12),
      amount: fc.integer({ min: 1, max: 150 }),
      process: fc.nat(2),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("grant"), organization, which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("settle"), organization, which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire") }) },
);

export type Act = typeof act extends fc.Arbitrary<infer Made> ? Made : never;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("together"),
      // Some die when all is written and nothing is committed.
      acts: fc.array(fc.record({ act, dies: fc.constantFrom(false, false, false, true) }), {
        minLength: 1,
        maxLength: 10,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("pass"), days: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("back"),
      by: fc.constantFrom("refund", "dispute", "credit_note"),
      organization,
      which,
      amount: fc.integer({ min: 1, max: 1_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("turn"), pick: fc.nat() }) },
);

export type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

export const life = fc.record({
  invoices: fc.array(invoice, { minLength: 4, maxLength: 4 }),
  steps: fc.array(step, { minLength: 3, maxLength: 25 }),
});

export type Life = typeof life extends fc.Arbitrary<infer Made> ? Made : never;
