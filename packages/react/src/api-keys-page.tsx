import { ApiKeyList } from "./api-key-list.tsx";
import { apiKeyWords } from "./api-key-words.ts";
import { BillingSkeleton } from "./billing-skeleton.tsx";
import { Failed } from "./failed.tsx";
import { NewApiKey } from "./new-api-key.tsx";
import { asRefusal } from "./refusal.ts";
import { closedPageInWords } from "./refusal-in-words.ts";
import { trpc } from "./trpc.ts";

/** Where admins make, see and revoke the keys of their organization; others are told whom to ask. */
export function ApiKeysPage() {
  const { data: keys, error, refetch } = trpc.billing.apiKeys.list.useQuery();
  return (
    <div className="portico">
      <h1>{apiKeyWords.heading}</h1>
      {error && <Failed why={closedPageInWords(asRefusal(error))} onRetry={refetch} />}
      {!error && !keys && <BillingSkeleton />}
      {!error && keys && (
        <>
          <NewApiKey />
          <ApiKeyList keys={keys} />
        </>
      )}
    </div>
  );
}
