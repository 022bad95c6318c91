import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

/** The metadata key by which an object of ours names its organization. */
export const ORGANIZATION_KEY = "portico_organization";

/** Nothing where the customer is nobody of ours. */
export function organizationNamedIn(metadata: Record<string, string>): string | null {
  return metadata[ORGANIZATION_KEY] || null;
}

export const toldCustomer = z
  .object({
    id,
    metadata: z.record(z.string(), z.string()),
    invoice_settings: z.object({ default_payment_method: reference.nullable() }),
    balance: z.number(),
    test_clock: reference.nullish(),
    created: time,
  })
  .transform((each): Told => ({
    id: each.id,
    customer: each.id,
    whole: true,
    says: {
      kind: "customer",
      organization: organizationNamedIn(each.metadata),
      defaultPaymentMethod: each.invoice_settings.default_payment_method,
      balance: each.balance,
      testClock: each.test_clock != null,
      createdAt: each.created,
    },
  }));
