import { accessInWords, apiKeyWords, lastUseInWords, lifeInWords } from "./api-key-words.ts";
import { RevokeApiKey } from "./revoke-api-key.tsx";
import type { ApiKeyView } from "../trpc.ts";

export function ApiKeyList({ keys }: { keys: ApiKeyView[] }) {
  return (
    <section className="portico-details" aria-labelledby="portico-api-keys">
      <h2 id="portico-api-keys">{apiKeyWords.keys}</h2>
      {keys.length === 0 ? (
        <p>{apiKeyWords.none}</p>
      ) : (
        <ul className="portico-api-keys">
          {keys.map((key) => (
            <li key={key.id} data-status={key.status}>
              <strong>{key.name}</strong>
              <code>
                {key.prefix}…{key.last4}
              </code>
              <p>{[accessInWords(key), lastUseInWords(key), lifeInWords(key)].join(" · ")}</p>
              {key.status === "active" && <RevokeApiKey apiKey={key} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
