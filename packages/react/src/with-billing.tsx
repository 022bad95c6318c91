import type { ReactNode } from "react";
import { AfterVisit } from "./after-visit.tsx";
import { BillingSkeleton } from "./billing-skeleton.tsx";
import { Failed } from "./failed.tsx";
import { NotFresh } from "./not-fresh.tsx";
import { asRefusal, mayPass } from "./refusal.ts";
import { refusalInWords } from "./refusal-in-words.ts";
import type { BillingView } from "./trpc.ts";
import { useBilling } from "./use-billing.ts";
import { useLookAfterVisit } from "./use-look-after-visit.ts";

/** Shows what we know, or why we know nothing. */
export function WithBilling({ children }: { children: (view: BillingView) => ReactNode }) {
  const { data: view, error, refetch } = useBilling();
  const back = useLookAfterVisit();
  if (!error)
    return (
      <>
        {view && <AfterVisit view={view} back={back} />}
        {view ? children(view) : <BillingSkeleton />}
      </>
    );

  const refusal = asRefusal(error);
  // What somebody may no longer see goes away; what merely could not be asked again stays.
  if (view && mayPass(refusal))
    return (
      <>
        <NotFresh onRetry={refetch} />
        {children(view)}
      </>
    );
  return <Failed why={refusalInWords(refusal)} onRetry={refetch} />;
}
