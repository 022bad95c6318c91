import { ApiKeyList } from "./api-key-list.tsx";
import { apiKeyWords } from "./api-key-words.ts";
import { BillingSkeleton } from "../billing-skeleton.tsx";
import { Failed } from "../failed.tsx";
import { NewApiKey } from "./new-api-key.tsx";
import { NotFresh } from "../not-fresh.tsx";
import { asRefusal, mayPass } from "../refusal.ts";
import { closedPageInWords } from "../refusal-in-words.ts";
import { trpc } from "../trpc.ts";

/** Where admins make, see and revoke the keys of their organization; others are told whom to ask. */
export function ApiKeysPage() {
  const { data: keys, error, refetch } = trpc.billing.apiKeys.list.useQuery();
  const refusal = error && asRefusal(error);
  // A new key is shown once, and must outlive a list that could not be had.
  const stays = keys !== undefined && (!refusal || mayPass(refusal));
  return (
    <div className="portico">
      <h1>{apiKeyWords.heading}</h1>
      {refusal && !stays && <Failed why={closedPageInWords(refusal)} onRetry={refetch} />}
      {!refusal && !stays && <BillingSkeleton />}
      {stays && (
        <>
          {refusal && <NotFresh onRetry={refetch} />}
          <NewApiKey />
          <ApiKeyList keys={keys} />
        </>
      )}
    </div>
  );
}
