import { useState } from "react";
import { takeFocus } from "../take-focus.ts";
import type { OwnPlan, PlanChoice, PlansView } from "../trpc.ts";
import { ChangePreview } from "./change-preview.tsx";
import { PlanPicker } from "./plan-picker.tsx";
import { planWords } from "./plan-words.ts";

interface Props {
  own: OwnPlan;
  sold: PlansView;
  currency: string;
  /** Says what was done, where something was. */
  onEnd: (done: string | null) => void;
}

/** First which one, then what it costs; nothing is changed before both were seen. */
export function ChangePlan({ own, sold, currency, onEnd }: Props) {
  const [chosen, setChosen] = useState<PlanChoice | null>(null);
  if (chosen)
    return (
      <ChangePreview
        choice={{ ...chosen, subscription: own.subscription, item: own.item }}
        sold={sold}
        currency={currency}
        onBack={() => setChosen(null)}
        onDone={() => onEnd(planWords.changed)}
      />
    );
  return (
    <section className="portico-plans portico-step" aria-labelledby="portico-change">
      <h2 id="portico-change" tabIndex={-1} ref={takeFocus}>
        {planWords.change}
      </h2>
      <PlanPicker sold={sold} own={own} currency={currency} onChoose={setChosen} />
      <button
        type="button"
        className="portico-button"
        data-kind="quiet"
        onClick={() => onEnd(null)}
      >
        {planWords.stay}
      </button>
    </section>
  );
}
