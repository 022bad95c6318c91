import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

const account = z.object({ last4: z.string().nullable() }).nullish();

export const toldPaymentMethod = z
  .object({
    id,
    customer: reference.nullable(),
    type: z.string(),
    card: z
      .object({
        brand: z.string(),
        last4: z.string(),
        exp_month: z.number(),
        exp_year: z.number(),
      })
      .nullish(),
    us_bank_account: account,
    sepa_debit: account,
    created: time,
  })
  .transform(({ card, ...each }): Told => ({
    id: each.id,
    customer: each.customer,
    whole: true,
    says: {
      kind: "payment_method",
      type: each.type,
      brand: card?.brand ?? null,
      last4: card?.last4 ?? each.us_bank_account?.last4 ?? each.sepa_debit?.last4 ?? null,
      expMonth: card?.exp_month ?? null,
      expYear: card?.exp_year ?? null,
      createdAt: each.created,
    },
  }));
