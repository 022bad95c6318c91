import { Notice } from "./notice.tsx";
import { TryAgain } from "./try-again.tsx";
import { words } from "./words.ts";

/** For what is still shown though it could not be asked for again. */
export function NotFresh({ onRetry }: { onRetry: () => unknown }) {
  return (
    <Notice tone="calm" title={words.notFresh}>
      <TryAgain onClick={onRetry} />
    </Notice>
  );
}
