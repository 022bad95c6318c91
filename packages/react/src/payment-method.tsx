import { paymentMethodInWords } from "@portico/billing/words";
import type { BillingView } from "./trpc.ts";
import { words } from "./words.ts";

export function PaymentMethod({ view: { paymentMethod } }: { view: BillingView }) {
  return (
    <section className="portico-section" aria-labelledby="portico-payment-method">
      <h2 id="portico-payment-method">{words.paymentMethod}</h2>
      <p>{paymentMethod ? paymentMethodInWords(paymentMethod) : words.noPaymentMethod}</p>
    </section>
  );
}
