import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { methodNamed } from "./attach.ts";
import { makeMethod, newMethodWish } from "./make-method.ts";

type Owner = Stripe.PaymentIntent["customer"];

export const methodWish = {
  payment_method: text.optional(),
  payment_method_data: z.strictObject(newMethodWish).optional(),
};

type Asked = z.infer<z.ZodObject<typeof methodWish>>;

/** The payment method an intent is to go by, where one is named or described. */
export function methodAsked(
  books: Books,
  owner: Owner,
  { payment_method: named, payment_method_data: described }: Asked,
): Stripe.PaymentMethod | undefined {
  if (described) return makeMethod(books, described);
  if (named === undefined) return undefined;
  const customer = owner === null ? null : (books.customers.find(idOf(owner)) ?? null);
  const where = { param: "payment_method" };
  return methodNamed(books, customer, { id: named, where, takes: "any" });
}

export function requireAllowed(
  what: "PaymentIntent" | "SetupIntent",
  types: string[],
  { type }: Stripe.PaymentMethod,
) {
  if (types.includes(type)) return;
  throw invalid(
    `The PaymentMethod provided (${type}) is not allowed for this ${what}. ` +
      `Please attach a PaymentMethod of one of the following types: ${types.join(", ")}. ` +
      `Alternatively update the allowed payment_method_types for this ${what} to include "${type}".`,
    { param: "payment_method" },
  );
}
