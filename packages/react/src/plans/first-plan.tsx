import { useState } from "react";
import { RefusalNotice } from "../refusal-notice.tsx";
import type { PlanChoice, PlansView } from "../trpc.ts";
import { PlanPicker } from "./plan-picker.tsx";
import { useCheckout } from "./use-checkout.ts";

/** Choosing leads to Stripe's checkout. */
export function FirstPlan({ sold, currency }: { sold: PlansView; currency: string }) {
  const checkout = useCheckout();
  const [chosen, setChosen] = useState<PlanChoice | null>(null);
  return (
    <>
      {checkout.refusal && <RefusalNotice refusal={checkout.refusal} onClose={checkout.dismiss} />}
      <PlanPicker
        sold={sold}
        currency={currency}
        chosen={checkout.opening ? chosen : null}
        onChoose={(choice) => {
          if (checkout.opening) return;
          setChosen(choice);
          checkout.open(choice);
        }}
      />
    </>
  );
}
