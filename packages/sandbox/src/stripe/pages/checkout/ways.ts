import type Stripe from "stripe";

/** How people can pay on this page. */
export function waysOf({
  payment_method_types: types,
}: Stripe.Checkout.Session): ("card" | "sepa_debit")[] {
  const debit = types.includes("sepa_debit");
  return [
    ...(types.includes("card") || !debit ? ["card" as const] : []),
    ...(debit ? ["sepa_debit" as const] : []),
  ];
}
