import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { Refused } from "../reasons.ts";
import { askStripe } from "./ask-stripe.ts";

const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;
const invalid = (param?: string, code?: string) =>
  new StripeInvalidRequestError({
    type: "invalid_request_error",
    message: "No.",
    ...(param !== undefined && { param }),
    ...(code !== undefined && { code }),
  });
const card = (code: string) => new StripeCardError({ type: "card_error", message: "No.", code });

const here = new Refused("BAD_REQUEST", { message: "Not like that." });
describe("what Stripe cannot do is told as what it means", () => {
  it.each<[string, Error, object]>([
    [
      "a customer is gone",
      invalid("customer", "resource_missing"),
      { reason: "NO_STRIPE_CUSTOMER" },
    ],
    ["a price is not sold", invalid("line_items[0][price]"), { reason: "PLANS_NOT_SET_UP" }],
    ["a plan is not sold", invalid("items[0][price]"), { reason: "PLANS_NOT_SET_UP" }],
    [
      "a previewed plan is not sold",
      invalid("subscription_details[items][0][price]"),
      { reason: "PLANS_NOT_SET_UP" },
    ],
    [
      "a step of the portal is not offered",
      invalid("flow_data[subscription_update_confirm][items][0][price]"),
      { reason: "BAD_REQUEST", message: "Not like that." },
    ],
    ["something else is asked wrongly", invalid("items"), { message: "Not like that." }],
    [
      "there is no card",
      invalid(undefined, "resource_missing"),
      { reason: "PAYMENT_FAILED", message: expect.stringContaining("no card") },
    ],
    ["a card is declined", card("card_declined"), { reason: "PAYMENT_FAILED" }],
    [
      "a bank wants to be asked",
      card("subscription_payment_intent_requires_action"),
      { reason: "PAYMENT_FAILED", message: expect.stringContaining("confirmed") },
    ],
  ])("%s", async (_, error, told) => {
    const asked = askStripe(async () => {
      throw error;
    }, here);
    await expect(asked).rejects.toMatchObject({ ...told, cause: error });
  });
});
