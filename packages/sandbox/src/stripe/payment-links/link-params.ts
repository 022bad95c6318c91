import { z } from "zod";
import type { OrderLine } from "../checkout/order.ts";
import { lineAsked, sessionWish } from "../checkout/session-params.ts";
import { clearable, listOf, oneOf, text, webAddress, whole } from "../endpoint/params.ts";

/** What a link asks of each session it opens. */
const forSessions = {
  allow_promotion_codes: sessionWish.allow_promotion_codes,
  billing_address_collection: sessionWish.billing_address_collection,
  consent_collection: sessionWish.consent_collection,
  custom_text: sessionWish.custom_text,
  customer_creation: sessionWish.customer_creation,
  invoice_creation: sessionWish.invoice_creation,
  metadata: sessionWish.metadata,
  payment_intent_data: sessionWish.payment_intent_data,
  payment_method_collection: sessionWish.payment_method_collection,
  payment_method_types: sessionWish.payment_method_types,
  phone_number_collection: sessionWish.phone_number_collection,
  submit_type: sessionWish.submit_type,
  subscription_data: sessionWish.subscription_data,
  tax_id_collection: sessionWish.tax_id_collection,
};

export const linkWish = {
  ...forSessions,
  after_completion: z
    .strictObject({
      type: oneOf(["hosted_confirmation", "redirect"]),
      hosted_confirmation: z.strictObject({ custom_message: text.optional() }).optional(),
      redirect: z.strictObject({ url: webAddress }).optional(),
    })
    .optional(),
  inactive_message: clearable.optional(),
  restrictions: z.strictObject({ completed_sessions: z.strictObject({ limit: whole }) }).optional(),
};

export const newLinkWish = { ...linkWish, line_items: listOf(lineAsked) };

export type LinkWish = z.infer<z.ZodObject<typeof linkWish>>;

export interface PaymentLink {
  id: string;
  created: number;
  active: boolean;
  lines: OrderLine[];
  currency: string;
  renews: boolean;
  wish: LinkWish;
}
