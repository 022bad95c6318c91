import { z } from "zod";
import { shipping } from "../endpoint/address-params.ts";
import {
  clearable,
  flag,
  listOf,
  metadata,
  oneOf,
  text,
  webAddress,
  whole,
} from "../endpoint/params.ts";
import { type MandateData, mandateData } from "../payment-methods/mandates.ts";
import { methodWish } from "../payment-methods/method-asked.ts";

const methods = {
  ...methodWish,
  allowed_payment_method_types: listOf(text).optional(),
};

/** What can be said whenever the intent is still open. */
const details = {
  ...methods,
  description: clearable.optional(),
  metadata: metadata.optional(),
  receipt_email: clearable.optional(),
  setup_future_usage: oneOf(["off_session", "on_session"]).optional(),
  shipping: shipping.optional(),
  statement_descriptor: clearable.optional(),
  statement_descriptor_suffix: clearable.optional(),
  transfer_group: clearable.optional(),
};

const cardOptions = z.strictObject({
  request_three_d_secure: oneOf(["any", "automatic", "challenge"]).optional(),
});

const capture = oneOf(["automatic", "automatic_async", "manual"]).optional();

export const confirmation = {
  ...methods,
  capture_method: capture,
  error_on_requires_action: flag.optional(),
  mandate_data: mandateData,
  payment_method_options: z.strictObject({ card: cardOptions.optional() }).optional(),
  off_session: flag.or(oneOf(["one_off", "recurring"])).optional(),
  receipt_email: clearable.optional(),
  return_url: webAddress.optional(),
  setup_future_usage: details.setup_future_usage,
  shipping: shipping.optional(),
  use_stripe_sdk: flag.optional(),
};

export const creation = {
  ...details,
  ...confirmation,
  amount: whole,
  currency: text,
  automatic_payment_methods: z
    .strictObject({
      enabled: flag,
      allow_redirects: oneOf(["always", "never"]).default("always"),
    })
    .optional(),
  confirm: flag.optional(),
  confirmation_method: oneOf(["automatic", "manual"]).optional(),
  customer: text.optional(),
};

export const changes = {
  ...details,
  amount: whole.optional(),
  capture_method: capture,
  currency: text.optional(),
  customer: text.optional(),
};

export const cancellation = {
  cancellation_reason: oneOf([
    "abandoned",
    "duplicate",
    "fraudulent",
    "requested_by_customer",
  ]).optional(),
};

export const capturing = {
  amount_to_capture: whole.optional(),
  final_capture: flag.optional(),
  metadata: metadata.optional(),
  statement_descriptor: text.optional(),
  statement_descriptor_suffix: text.optional(),
};

export type Changes = z.infer<z.ZodObject<typeof changes>>;

interface Asking {
  error_on_requires_action?: boolean | undefined;
  off_session?: boolean | string | undefined;
  payment_method_options?: { card?: z.infer<typeof cardOptions> | undefined } | undefined;
  mandate_data?: MandateData | undefined;
  return_url?: string | undefined;
  use_stripe_sdk?: boolean | undefined;
}

/** What is to be charged, and how a person may be asked meanwhile. */
export function parted<Asked extends Asking>(asked: Asked) {
  const { error_on_requires_action: error, off_session: off, ...more } = asked;
  const { return_url: returnUrl, mandate_data: mandate, ...rest } = more;
  const { use_stripe_sdk: _, payment_method_options: options, ...details } = rest;
  const wish = options?.card?.request_three_d_secure ?? "automatic";
  const away = error === true || (off !== undefined && off !== false);
  return { details, manner: { returnUrl, away, mandate, secure: wish !== "automatic" } };
}
