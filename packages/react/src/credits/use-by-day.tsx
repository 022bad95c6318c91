import { day, number } from "@portico/billing/words";
import { useState } from "react";
import type { CreditsView } from "../trpc.ts";
import { creditWords, spentInWords } from "./credits-words.ts";
import { lastDays } from "./last-days.ts";

/** A table that looks like a chart: who cannot see the bars reads the days on which credits were used. */
export function UseByDay({ use }: { use: CreditsView["use"] }) {
  const [now] = useState(() => Date.now());
  if (use.length === 0) return null;
  const days = lastDays(use, now);
  const most = Math.max(...days.map(({ spent }) => spent));
  return (
    <figure className="portico-use">
      <figcaption>{spentInWords(days)}</figcaption>
      <div className="portico-bars" aria-hidden="true">
        {days.map(({ day: date, spent }) => (
          <i
            key={date}
            title={`${day(date)}: ${number(spent)}`}
            data-none={spent === 0}
            style={{ height: `${(100 * spent) / most}%` }}
          />
        ))}
      </div>
      <table className="portico-unseen">
        <caption>{creditWords.use}</caption>
        <thead>
          <tr>
            <th scope="col">{creditWords.day}</th>
            <th scope="col">{creditWords.used}</th>
          </tr>
        </thead>
        <tbody>
          {use.map(({ day: date, spent }) => (
            <tr key={date}>
              <th scope="row">{day(date)}</th>
              <td>{number(spent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
