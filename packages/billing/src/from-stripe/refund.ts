import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

export const toldRefund = z
  .object({
    id,
    status: z.string().nullable(),
    amount: z.number(),
    currency: z.string(),
    reason: z.string().nullable(),
    charge: reference.nullable(),
    payment_intent: reference.nullable(),
    created: time,
  })
  .transform(({ id: refund, payment_intent: payment, created, ...each }): Told => ({
    id: refund,
    customer: null,
    whole: true,
    says: { kind: "refund", ...each, payment, createdAt: created },
  }));
