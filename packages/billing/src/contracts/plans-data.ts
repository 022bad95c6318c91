import { z } from "zod";
import type { PlansView } from "../plans/view-plans.ts";

const time = z.iso.datetime();
const price = { currency: z.string(), amount: z.int() };
export const plansData = z.object({
  plans: z.array(
    z.object({
      plan: z.string(),
      name: z.string(),
      prices: z.array(z.object({ interval: z.string(), ...price })),
      seats: z.enum(["members", "chosen"]).nullable(),
      trial_days: z.int().nullable(),
      features: z.array(z.string()).readonly(),
      limits: z.record(z.string(), z.number()),
      credits: z.object({ each: z.record(z.string(), z.number()), expire: z.boolean() }).nullable(),
    }),
  ),
  packs: z.array(
    z.object({
      pack: z.string(),
      name: z.string(),
      credits: z.int(),
      prices: z.array(z.object(price)),
      expire_after_days: z.int().nullable(),
    }),
  ),
  current: z.array(
    z.object({
      subscription: z.string(),
      item: z.string(),
      status: z.string(),
      plan: z.string().nullable(),
      late: z.boolean(),
      interval: z.string().nullable(),
      seats: z.int().nullable(),
      renews_at: time,
      cancel_at: time.nullable(),
      trial_end: time.nullable(),
    }),
  ),
});

export function inData({ plans, packs, current }: PlansView): z.input<typeof plansData> {
  return {
    plans: plans.map(({ trialDays, ...plan }) => ({ ...plan, trial_days: trialDays })),
    packs: packs.map(({ expireAfterDays, ...pack }) => ({
      ...pack,
      expire_after_days: expireAfterDays,
    })),
    current: current.map(({ renewsAt, cancelAt, trialEnd, ...plan }) => ({
      ...plan,
      renews_at: renewsAt,
      cancel_at: cancelAt,
      trial_end: trialEnd,
    })),
  };
}
