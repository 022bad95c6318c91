import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newId } from "../books/ids.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { oneOf, text, whole } from "../endpoint/params.ts";
import { missing } from "../problem.ts";

/** How a person agreed that their bank account may be debited. */
export const mandateData = z
  .strictObject({
    customer_acceptance: z.strictObject({
      type: oneOf(["offline", "online"]),
      accepted_at: whole.optional(),
      offline: z.literal("").optional(),
      online: z.strictObject({ ip_address: text, user_agent: text }).optional(),
    }),
  })
  .optional();

export type MandateData = Exclude<z.infer<typeof mandateData>, undefined>;

export function mandateEndpoints({ mandates }: Books): Endpoint[] {
  return [
    endpoint("GET", "/v1/mandates/:id", {}, (_, { id }) => {
      const mandate = mandates.get(id);
      if (!mandate) throw missing("mandate", id, { path: "id" });
      return mandate;
    }),
  ];
}

/** What a person newly agreed to, else what they agreed to before. */
export function mandateFor(
  books: Books,
  method: Stripe.PaymentMethod,
  data: MandateData | undefined,
): string | undefined {
  if (!data)
    return books.mandates.all().findLast(({ payment_method: of }) => idOf(of) === method.id)?.id;
  const mandate = newMandate(method, data, books.now());
  books.mandates.put(mandate.id, mandate);
  return mandate.id;
}

function newMandate(
  { id, type }: Stripe.PaymentMethod,
  { customer_acceptance: said }: MandateData,
  now: number,
): Stripe.Mandate {
  const { type: how, accepted_at = now, online = NOBODY } = said;
  return {
    id: newId("mandate", 24),
    object: "mandate",
    customer_acceptance: {
      accepted_at,
      ...(how === "offline" ? { offline: {} } : { online }),
      type: how,
    },
    livemode: false,
    multi_use: {},
    payment_method: id,
    payment_method_details:
      type === "sepa_debit"
        ? { sepa_debit: { reference: newId("SANDBOX", 12), url: "https://stripe.com" }, type }
        : { type, us_bank_account: {} },
    status: "active",
    type: "multi_use",
  };
}

const NOBODY = { ip_address: null, user_agent: null };
