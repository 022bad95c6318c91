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
    created: time,
  })
  .transform(({ id: refund, created, ...each }): Told => ({
    id: refund,
    customer: null,
    whole: true,
    says: { kind: "refund", ...each, createdAt: created },
  }));
