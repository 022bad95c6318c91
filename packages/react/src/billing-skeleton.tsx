import { words } from "./words.ts";

/** Takes the room the page will take, so that nothing jumps when it arrives. */
export function BillingSkeleton() {
  return (
    <div className="portico-skeleton" role="status">
      <span className="portico-unseen">{words.loading}</span>
      <i data-line="short" />
      <i data-line="plan" />
      <i data-line="plan-end" />
      <i data-line="button" />
    </div>
  );
}
