import { minute } from "@portico/billing/words";
import { actionInWords, actorInWords, auditWords } from "./audit-words.ts";
import type { AuditEntry } from "../trpc.ts";

export function AuditEntries({ entries }: { entries: AuditEntry[] }) {
  return (
    <section className="portico-details" aria-labelledby="portico-entries">
      <h2 id="portico-entries">{auditWords.entries}</h2>
      {entries.length === 0 ? (
        <p>{auditWords.none}</p>
      ) : (
        <ol className="portico-entries">
          {entries.map((entry) => (
            <li key={entry.id} data-outcome={entry.outcome}>
              <strong>{actionInWords(entry)}</strong>
              <time dateTime={entry.at}>{minute(entry.at)}</time>
              <p>
                {actorInWords(entry)} · {auditWords.request} <code>{entry.requestId}</code>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
