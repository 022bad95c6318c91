import { useState } from "react";
import { usePreferences } from "../preferences.ts";
import type { Offer, OwnPlan, PlanChoice } from "../trpc.ts";
import { giftsInWords, type Interval, priceInWords } from "./offer-in-words.ts";
import { planWords, trialInWords } from "./plan-words.ts";
import { Seats } from "./seats.tsx";

interface Props {
  offer: Offer;
  all: Offer[];
  own: OwnPlan | undefined;
  /** A trial is for whoever has no plan yet. */
  isFirst: boolean;
  interval: Interval;
  currency: string;
  onChoose: ((choice: PlanChoice) => void) | undefined;
  chosen: boolean;
}

export function OfferCard({
  offer,
  all,
  own,
  isFirst,
  interval,
  currency,
  onChoose,
  chosen,
}: Props) {
  const { names } = usePreferences();
  const { plan, name, trialDays } = offer;
  const choosesSeats = offer.seats === "chosen";
  const [seats, setSeats] = useState(own?.seats ?? 1);
  const price = priceInWords(offer, interval, currency);
  if (!price) return null;
  const hasIt = own?.interval === interval && (!choosesSeats || own.seats === seats);
  return (
    <li className="portico-offer" data-own={own !== undefined}>
      <h3>
        {name} {own && <span className="portico-own">{planWords.yours}</span>}
      </h3>
      <p>
        <span className="portico-price">{price.amount}</span> {price.per}
      </p>
      {trialDays !== null && isFirst && <p className="portico-trial">{trialInWords(trialDays)}</p>}
      <ul className="portico-gifts">
        {giftsInWords(offer, all, interval, names).map((gift) => (
          <li key={gift}>{gift}</li>
        ))}
      </ul>
      {onChoose && choosesSeats && <Seats value={seats} onChange={setSeats} />}
      {onChoose && !hasIt && (
        <button
          type="button"
          className="portico-button"
          aria-disabled={chosen}
          aria-busy={chosen}
          onClick={() => onChoose({ plan, interval, ...(choosesSeats && { seats }) })}
        >
          {chosen ? planWords.opening : `${planWords.choose} ${name}`}
        </button>
      )}
    </li>
  );
}
