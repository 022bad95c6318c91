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
    created: time,
  })
  .transform(({ id: dispute, created, ...each }): Told => ({
    id: dispute,
    customer: null,
    whole: true,
    says: { kind: "dispute", ...each, createdAt: created },
  }));
