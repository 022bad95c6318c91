import { hasPlan } from "./live.ts";
import { Notice } from "./notice.tsx";
import type { BillingView } from "./trpc.ts";
import type { LookAfterVisit } from "./use-look-after-visit.ts";
import { words } from "./words.ts";

/** What is said to whoever just came back from Stripe. */
export function AfterVisit({ view, back }: { view: BillingView; back: LookAfterVisit }) {
  const { visit, isLooking, inVain, dismiss } = back;
  if (isLooking) return <Notice tone="calm" title={words.looking} />;
  if (inVain) return <Notice tone="calm" title={words.lookedInVain} onClose={dismiss} />;
  if (visit === "plan" && !hasPlan(view))
    return <Notice tone="calm" title={words.notPaidYet} onClose={dismiss} />;
  return null;
}
