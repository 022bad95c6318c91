import { planWords } from "./plan-words.ts";

interface Props {
  value: number;
  onChange: (seats: number) => void;
}

export function Seats({ value, onChange }: Props) {
  return (
    <label className="portico-seats">
      {planWords.seats}
      <input
        type="number"
        min={1}
        max={1_000_000}
        value={value}
        onChange={({ target }) => {
          const seats = target.valueAsNumber;
          if (Number.isInteger(seats) && seats > 0) onChange(seats);
        }}
      />
    </label>
  );
}
