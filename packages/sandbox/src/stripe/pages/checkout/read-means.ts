import type Stripe from "stripe";
import { asksForMethod } from "../../checkout/confirm-session.ts";
import type { CardFace } from "../../payment-methods/new-card.ts";
import { isIban } from "../../payment-methods/new-debit.ts";
import { type CardTrouble, readCard } from "../read-card.ts";
import type { Checkout } from "./checkout.ts";
import { waysOf } from "./ways.ts";

/** What somebody pays with. */
export type Means =
  | { kind: "saved"; method: Stripe.PaymentMethod }
  | { kind: "card"; card: Required<CardFace> }
  | { kind: "debit"; iban: string; name: string };

export interface DebitTrouble {
  iban?: string | undefined;
  name?: string | undefined;
  typed: { iban: string; name: string };
}

/** What is wrong with it, where it is. */
export interface MeansTrouble {
  card?: CardTrouble | undefined;
  debit?: DebitTrouble | undefined;
}

/** The means that was chosen, where more than one can be. */
export function readMeans(
  checkout: Checkout,
  form: URLSearchParams,
): { means: Means | undefined } | MeansTrouble {
  if (!asksForMethod(checkout.session)) return { means: undefined };
  const chosen = form.get("method") ?? "";
  const method = checkout.cards.find(({ id }) => id === chosen);
  if (method) return { means: { kind: "saved", method } };
  const ways = waysOf(checkout.session);
  if (ways.includes("sepa_debit") && (chosen === "sepa_debit" || ways.length === 1))
    return readDebit(form);
  const read = readCard(form, checkout.now);
  if ("trouble" in read) return { card: read.trouble };
  return { means: { kind: "card", card: read.card } };
}

function readDebit(form: URLSearchParams): { means: Means } | MeansTrouble {
  const typed = {
    iban: form.get("iban")?.trim() ?? "",
    name: form.get("account_name")?.trim() ?? "",
  };
  const number = typed.iban.replaceAll(" ", "").toUpperCase();
  const iban = isIban(number) ? undefined : "This is not an IBAN. Please check it.";
  const name = typed.name === "" ? "Type the name of whoever has the account." : undefined;
  if (iban ?? name) return { debit: { iban, name, typed } };
  return { means: { kind: "debit", iban: number, name: typed.name } };
}
