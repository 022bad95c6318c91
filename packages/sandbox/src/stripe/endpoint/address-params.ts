import type Stripe from "stripe";
import { z } from "zod";
import { given } from "./given.ts";
import { clearable, text } from "./params.ts";

export const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

const line = clearable.optional();
const someAddress = z
  .strictObject({
    city: line,
    country: line,
    line1: line,
    line2: line,
    postal_code: line,
    state: line,
  })
  .transform((some) => ({ ...NO_ADDRESS, ...given(some) }));

export const address = someAddress.or(z.literal("").transform(() => null));

/** Where goods go, and to whom. */
export const shipping = z
  .strictObject({
    address: someAddress,
    name: text,
    phone: line,
    carrier: line,
    tracking_number: line,
  })
  .transform(({ phone = null, carrier = null, tracking_number = null, ...to }) => ({
    ...to,
    phone,
    carrier,
    tracking_number,
  }))
  .or(z.literal("").transform(() => null));

/** Whom a bank knows behind a payment method. */
export const billingDetails = z
  .strictObject({ address: address.optional(), email: line, name: line, phone: line })
  .transform(given);
