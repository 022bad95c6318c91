import { z } from "zod";

const id = z.string();
const date = z.string();

const plan = z.object({
  subscription: id,
  product: id,
  price: id,
  quantity: z.number().nullable(),
});
/** What an organization has by our word: a plan, a feature or a limit of the catalog. */
const gift = z.object({
  override: z.number(),
  gives: z.union([
    z.object({ plan: z.string() }),
    z.object({ feature: z.string() }),
    z.object({ limit: z.string(), value: z.number() }),
  ]),
});
/** One for each item of each subscription that gives access, and one for each override. */
const had = z.array(z.union([plan, gift]));
const nothing = z.null();

/** What happened to an organization, as the host is told: ids, amounts and dates, and nothing about a person. */
export const whatChanged = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["access.gained", "access.lost", "plan.changed"]),
    before: had,
    after: had,
  }),
  z.object({
    kind: z.literal("payment.failed"),
    before: nothing,
    after: z.object({
      invoice: id,
      subscription: id.nullable(),
      attempt: z.number(),
      amount: z.number(),
      currency: z.string(),
    }),
  }),
  z.object({
    kind: z.literal("trial.ending"),
    before: nothing,
    after: z.object({ subscription: id, trialEnd: date }),
  }),
  z.object({
    kind: z.literal("cancel.asked"),
    before: nothing,
    after: z.object({ subscription: id, cancelAt: date }),
  }),
  z.object({
    kind: z.literal("double.ended"),
    before: nothing,
    after: z.object({ subscription: id, kept: id, refunded: z.boolean() }),
  }),
  z.object({
    kind: z.literal("refund.made"),
    before: nothing,
    after: z.object({
      refund: id,
      charge: id.nullable(),
      amount: z.number(),
      currency: z.string(),
      reason: z.string().nullable(),
    }),
  }),
]);

export type Had = z.infer<typeof had>;
export type WhatChanged = z.infer<typeof whatChanged>;
