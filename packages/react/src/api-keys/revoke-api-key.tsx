import { useState } from "react";
import { apiKeyWords } from "./api-key-words.ts";
import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { takeFocus } from "../take-focus.ts";
import { type ApiKeyView, trpc } from "../trpc.ts";
import { useAskAgain } from "../use-ask-again.ts";

/** Asked twice, because nothing brings a key back. */
export function RevokeApiKey({ apiKey: { id, name } }: { apiKey: ApiKeyView }) {
  const [asking, setAsking] = useState(false);
  const onSuccess = useAskAgain();
  const { mutate, isPending, error, reset } = trpc.billing.apiKeys.revoke.useMutation({
    onSuccess,
  });
  if (error) return <RefusalNotice refusal={asRefusal(error)} onClose={reset} />;
  if (!asking)
    return (
      <button
        type="button"
        className="portico-button"
        data-kind="quiet"
        aria-label={`${apiKeyWords.revoke} ${name}`}
        onClick={() => setAsking(true)}
      >
        {apiKeyWords.revoke}
      </button>
    );
  return (
    <div role="group" aria-label={`${apiKeyWords.revoke} ${name}`}>
      <p>{apiKeyWords.revokeForGood}</p>
      <div className="portico-actions">
        <button
          type="button"
          className="portico-button"
          ref={takeFocus}
          aria-disabled={isPending}
          onClick={() => isPending || mutate({ id })}
        >
          {apiKeyWords.reallyRevoke}
        </button>
        <button
          type="button"
          className="portico-button"
          data-kind="quiet"
          onClick={() => setAsking(false)}
        >
          {apiKeyWords.keep}
        </button>
      </div>
    </div>
  );
}
