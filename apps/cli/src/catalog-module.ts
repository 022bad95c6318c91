import { INTERVALS } from "@portico/billing/plans";
import { z } from "zod";

/** Names stay in lookup keys and in metadata for good. */
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "is not small letters, digits and underscores");
const amounts = z
  .record(z.string().regex(/^[a-z]{3}$/, "is no currency in small letters"), z.int().min(0))
  .refine((each) => Object.keys(each).length > 0, "names no currency");

const plan = z.strictObject({
  name: z.string().min(1),
  prices: z.partialRecord(z.enum(INTERVALS), amounts),
  seats: z.enum(["members", "chosen"]).exactOptional(),
  trialDays: z.int().min(1).exactOptional(),
  features: z.array(z.string()),
  limits: z.record(z.string(), z.int().min(0)).exactOptional(),
  credits: z
    .strictObject({
      each: z.partialRecord(z.enum(INTERVALS), z.int().min(1)),
      expire: z.boolean(),
    })
    .exactOptional(),
  honours: z.array(z.string()).exactOptional(),
});

const pack = z.strictObject({
  name: z.string().min(1),
  credits: z.int().min(1),
  prices: amounts,
  expireAfterDays: z.int().min(1).exactOptional(),
});

export const catalogModule = z.object({
  default: z.strictObject({ plans: z.record(name, plan), packs: z.record(name, pack) }),
});
