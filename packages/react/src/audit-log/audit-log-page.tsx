import { AuditEntries } from "./audit-entries.tsx";
import { auditWords } from "./audit-words.ts";
import { BillingSkeleton } from "../billing-skeleton.tsx";
import { Failed } from "../failed.tsx";
import { asRefusal } from "../refusal.ts";
import { closedPageInWords } from "../refusal-in-words.ts";
import { ShowMore } from "../show-more.tsx";
import { trpc } from "../trpc.ts";

/** Where admins read what was done for their organization; others are told whom to ask. */
export function AuditLogPage() {
  const log = trpc.billing.auditLog.useInfiniteQuery({}, { getNextPageParam: ({ next }) => next });
  const { data, error, refetch } = log;
  return (
    <div className="portico">
      <h1>{auditWords.heading}</h1>
      {!data && error && <Failed why={closedPageInWords(asRefusal(error))} onRetry={refetch} />}
      {!data && !error && <BillingSkeleton />}
      {data && (
        <>
          <p className="portico-hint">{auditWords.promise}</p>
          <AuditEntries entries={data.pages.flatMap(({ entries }) => entries)} />
          <ShowMore list={log} />
        </>
      )}
    </div>
  );
}
