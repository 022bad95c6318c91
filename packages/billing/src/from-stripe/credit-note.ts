import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

export const toldCreditNote = z
  .object({
    id,
    customer: reference,
    status: z.string(),
    number: z.string(),
    total: z.number(),
    currency: z.string(),
    reason: z.string().nullable(),
    invoice: reference,
    created: time,
  })
  .transform(({ id: note, customer, created, ...each }): Told => ({
    id: note,
    customer,
    whole: true,
    says: { kind: "credit_note", ...each, createdAt: created },
  }));
