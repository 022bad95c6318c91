import { useState } from "react";
import type { OwnPlan, PlanChoice, PlansView } from "../trpc.ts";
import { IntervalSwitch } from "./interval-switch.tsx";
import { OfferCard } from "./offer-card.tsx";
import type { Interval } from "./offer-in-words.ts";

interface Props {
  sold: PlansView;
  /** What the organization has of it. */
  own?: OwnPlan | undefined;
  currency: string;
  /** Without it there is nothing to press. */
  onChoose?: ((choice: PlanChoice) => void) | undefined;
  /** What was chosen a moment ago. */
  chosen?: PlanChoice | null;
}

export function PlanPicker({ sold: { plans, current }, own, currency, onChoose, chosen }: Props) {
  const intervals = INTERVALS.filter((interval) =>
    plans.some(({ prices }) => prices.some((price) => price.interval === interval)),
  );
  const [interval, setInterval] = useState(
    () => intervals.find((each) => each === own?.interval) ?? intervals[0] ?? "month",
  );
  return (
    <div className="portico-picker">
      {intervals.length > 1 && (
        <IntervalSwitch intervals={intervals} value={interval} onChange={setInterval} />
      )}
      <ul className="portico-offers">
        {plans.map((offer) => (
          <OfferCard
            key={offer.plan}
            offer={offer}
            all={plans}
            own={own?.plan === offer.plan ? own : undefined}
            isFirst={current.length === 0}
            interval={interval}
            currency={currency}
            onChoose={onChoose}
            chosen={chosen?.plan === offer.plan}
          />
        ))}
      </ul>
    </div>
  );
}

const INTERVALS: readonly Interval[] = ["month", "year"];
