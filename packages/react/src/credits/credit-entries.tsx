import { minute } from "@portico/billing/words";
import type { CreditsView } from "../trpc.ts";
import { creditWords, leftInWords } from "./credits-words.ts";

export function CreditEntries({ entries }: { entries: CreditsView["entries"] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{creditWords.entries}</h3>
      <ol className="portico-entries">
        {entries.map((entry) => (
          <li key={entry.id}>
            <strong>{entry.words}</strong>
            <time dateTime={entry.at}>{minute(entry.at)}</time>
            <p>{leftInWords(entry)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
