import { asRefusal } from "../refusal.ts";
import { Failed } from "../failed.tsx";
import { refusalInWords } from "../refusal-in-words.ts";
import { type BillingView, trpc } from "../trpc.ts";
import { useFollow } from "../use-follow.ts";
import type { Portal } from "../use-portal.ts";
import { currencyOf } from "./currency-of.ts";
import { FirstPlan } from "./first-plan.tsx";
import { OwnPlanActions } from "./own-plan-actions.tsx";
import { PlanPicker } from "./plan-picker.tsx";
import { planWords } from "./plan-words.ts";

interface Props {
  view: BillingView;
  portal: Portal;
}

/** What is sold, and the way to it for whoever may take it. */
export function Plans({ view, portal }: Props) {
  const { data: sold, error, refetch } = trpc.billing.plans.useQuery();
  useFollow(view, refetch);
  if (!sold) return error && <Failed why={refusalInWords(asRefusal(error))} onRetry={refetch} />;
  const currency = currencyOf(view, sold);
  if (view.mayManage && sold.current.length > 0)
    return sold.current.map((own) => (
      <OwnPlanActions key={own.item} own={own} sold={sold} currency={currency} portal={portal} />
    ));
  if (sold.plans.length === 0) return null;
  return (
    <section className="portico-plans" aria-labelledby="portico-plans">
      <h2 id="portico-plans">{planWords.heading}</h2>
      {view.mayManage ? (
        <FirstPlan sold={sold} currency={currency} />
      ) : (
        <PlanPicker sold={sold} own={sold.current[0]} currency={currency} />
      )}
    </section>
  );
}
