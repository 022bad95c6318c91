import { useId } from "react";
import type { Interval } from "./offer-in-words.ts";
import { intervalWords, planWords } from "./plan-words.ts";

interface Props {
  intervals: Interval[];
  value: Interval;
  onChange: (interval: Interval) => void;
}

export function IntervalSwitch({ intervals, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="portico-switch">
      <legend className="portico-unseen">{planWords.billed}</legend>
      {intervals.map((interval) => (
        <label key={interval}>
          <input
            type="radio"
            name={name}
            checked={interval === value}
            onChange={() => onChange(interval)}
          />
          {intervalWords[interval]}
        </label>
      ))}
    </fieldset>
  );
}
