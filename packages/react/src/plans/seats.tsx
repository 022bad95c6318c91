import { useState } from "react";
import { planWords } from "./plan-words.ts";

interface Props {
  value: number;
  onChange: (seats: number) => void;
}

export function Seats({ value, onChange }: Props) {
  // A field that is emptied on the way to another number is left empty meanwhile.
  const [typed, setTyped] = useState(String(value));
  return (
    <label className="portico-seats">
      {planWords.seats}
      <input
        type="number"
        min={1}
        max={1_000_000}
        value={typed}
        onBlur={() => setTyped(String(value))}
        onChange={({ target }) => {
          setTyped(target.value);
          const seats = target.valueAsNumber;
          if (Number.isInteger(seats) && seats > 0) onChange(seats);
        }}
      />
    </label>
  );
}
