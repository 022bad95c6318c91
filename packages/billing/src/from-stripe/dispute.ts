import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

export const toldDispute = z
  .object({
    id,
    status: z.string(),
    amount: z.number(),
    currency: z.string(),
    reason: z.string(),
    charge: reference,
    payment_intent: reference.nullable(),
    created: time,
  })
  .transform(({ id: dispute, payment_intent: payment, created, ...each }): Told => ({
    id: dispute,
    customer: null,
    whole: true,
    says: { kind: "dispute", ...each, payment, createdAt: created },
  }));
