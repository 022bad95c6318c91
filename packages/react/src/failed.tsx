import { TryAgain } from "./try-again.tsx";
import type { Words } from "./words.ts";

export function Failed({ why, onRetry }: { why: Words; onRetry: () => unknown }) {
  return (
    <div role="alert" className="portico-failed">
      <p className="portico-plan">{why.title}</p>
      <p className="portico-advice">{why.advice}</p>
      <TryAgain onClick={onRetry} />
    </div>
  );
}
