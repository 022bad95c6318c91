import { words } from "./words.ts";

export function TryAgain({ onClick }: { onClick: () => unknown }) {
  return (
    <button type="button" className="portico-button" data-kind="quiet" onClick={() => onClick()}>
      {words.tryAgain}
    </button>
  );
}
