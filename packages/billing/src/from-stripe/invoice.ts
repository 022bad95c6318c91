import type { InvoiceLineSaid } from "@portico/db";
import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

const prorated = z.object({ proration: z.boolean() }).nullish();

const line = z
  .object({
    description: z.string().nullable(),
    amount: z.number(),
    quantity: z.number().nullish(),
    pricing: z
      .object({ price_details: z.object({ price: reference, product: reference }).nullish() })
      .nullish(),
    period: z.object({ start: time, end: time }),
    parent: z
      .object({ subscription_item_details: prorated, invoice_item_details: prorated })
      .nullish(),
  })
  .transform(({ parent, pricing, ...each }): InvoiceLineSaid => ({
    description: each.description,
    price: pricing?.price_details?.price ?? null,
    product: pricing?.price_details?.product ?? null,
    amount: each.amount,
    quantity: each.quantity ?? null,
    proration:
      parent?.subscription_item_details?.proration === true ||
      parent?.invoice_item_details?.proration === true,
    periodStart: each.period.start,
    periodEnd: each.period.end,
  }));

export const toldInvoice = z
  .object({
    id,
    customer: reference.nullable(),
    number: z.string().nullable(),
    status: z.string().nullable(),
    parent: z
      .object({ subscription_details: z.object({ subscription: reference }).nullish() })
      .nullish(),
    billing_reason: z.string().nullable(),
    total: z.number(),
    amount_paid: z.number(),
    amount_remaining: z.number(),
    currency: z.string(),
    attempt_count: z.number(),
    lines: z.object({ data: z.array(line), has_more: z.boolean().optional() }),
    created: time,
  })
  .transform((each): Told => ({
    id: each.id,
    customer: each.customer,
    whole: each.lines.has_more !== true,
    says: {
      kind: "invoice",
      number: each.number,
      status: each.status ?? "draft",
      subscription: each.parent?.subscription_details?.subscription ?? null,
      billingReason: each.billing_reason,
      total: each.total,
      amountPaid: each.amount_paid,
      amountRemaining: each.amount_remaining,
      currency: each.currency,
      attemptCount: each.attempt_count,
      lines: each.lines.data,
      createdAt: each.created,
    },
  }));
