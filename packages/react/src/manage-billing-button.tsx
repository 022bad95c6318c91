import type { Portal } from "./use-portal.ts";
import { words } from "./words.ts";

export function ManageBillingButton({ portal }: { portal: Portal }) {
  return (
    // Not `disabled`, which would take the focus away from whoever pressed it.
    <button
      type="button"
      className="portico-button"
      aria-disabled={portal.opening}
      aria-busy={portal.opening}
      onClick={() => portal.open()}
    >
      {portal.opening ? words.opening : words.manage}
    </button>
  );
}
