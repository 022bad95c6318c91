import type Stripe from "stripe";
import { z } from "zod";
import { TEST_CARDS } from "../bank/test-cards.ts";
import type { Books } from "../books/books.ts";
import { billingDetails } from "../endpoint/address-params.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { metadata, oneOf, text } from "../endpoint/params.ts";
import { invalid, missing, missingParam } from "../problem.ts";
import { methodNamed } from "./attach.ts";
import { isIban, newSepaDebit } from "./new-debit.ts";

/** Card numbers themselves are for pages a person types into. */
export const newMethodWish = {
  type: oneOf(["card", "sepa_debit"]),
  card: z.strictObject({ token: text }).optional(),
  sepa_debit: z.strictObject({ iban: text }).optional(),
  allow_redisplay: oneOf(["always", "limited", "unspecified"]).optional(),
  billing_details: billingDetails.optional(),
  metadata: metadata.optional(),
};

type Asked = z.infer<z.ZodObject<typeof newMethodWish>>;
type Method = Stripe.PaymentMethod;

/** A payment method that is nobody's yet. */
export function makeMethod(books: Books, asked: Asked): Method {
  const made = asked.type === "card" ? cardFor(books, asked) : debitFor(books, asked);
  return books.paymentMethods.put(changeMethod(made, asked));
}

export function changeMethod(
  method: Method,
  { allow_redisplay, billing_details, metadata: meta }: Partial<Asked>,
): Method {
  return {
    ...method,
    ...(allow_redisplay && { allow_redisplay }),
    billing_details: { ...method.billing_details, ...billing_details },
    metadata: mergeMetadata(method.metadata ?? {}, meta),
  };
}

function cardFor(books: Books, { card }: Asked): Method {
  if (!card) throw missingParam("card");
  const id = card.token.replace(/^tok_/, "pm_card_");
  const where = { param: "card[token]" };
  if (!TEST_CARDS.has(id)) throw missing("token", card.token, where);
  return methodNamed(books, null, { id, where, takes: "any" });
}

function debitFor(books: Books, { sepa_debit: sepa, billing_details: details }: Asked): Method {
  if (!sepa) throw missingParam("sepa_debit");
  if (!details?.name) throw missingParam("billing_details[name]");
  if (!details.email) throw missingParam("billing_details[email]");
  const iban = sepa.iban.replaceAll(" ", "").toUpperCase();
  if (!isIban(iban))
    throw invalid("The IBAN you provided is invalid.", {
      code: "invalid_iban",
      param: "sepa_debit[iban]",
    });
  const wish = { id: books.paymentMethods.newId(), created: books.now(), owner: null };
  return newSepaDebit(wish, iban);
}
