import { z } from "zod";
import { decimal, oneOf, text, whole } from "../endpoint/params.ts";

export const interval = oneOf(["day", "week", "month", "year"]);
export const unitAmounts = {
  unit_amount: whole.optional(),
  unit_amount_decimal: decimal.optional(),
};
export const taxBehavior = oneOf(["exclusive", "inclusive", "unspecified"]);
const sold = { ...unitAmounts, currency: text, tax_behavior: taxBehavior.optional() };
export const recurring = z.strictObject({ interval, interval_count: whole.optional() });

/** A price made on the spot, for what is bought once. */
export const priceData = z.strictObject({ ...sold, product: text });
export const recurringPriceData = priceData.extend({ recurring });
