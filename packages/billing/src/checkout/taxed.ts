export interface Taxes {
  /** Stripe works out what is due, by the customer's address. */
  automatic: boolean;
  /** People are asked for their tax id. */
  ids: boolean;
}

/** Stripe has to know where the customer is, and who. */
export function taxed({ automatic, ids }: Taxes) {
  return {
    ...(automatic && { automatic_tax: { enabled: true } }),
    ...(ids && { tax_id_collection: { enabled: true } }),
    ...((automatic || ids) && {
      customer_update: { address: "auto", name: "auto" } as const,
    }),
  };
}
