import { useState } from "react";
import { Notice } from "../notice.tsx";
import { usePreferences } from "../preferences.ts";
import type { OwnPlan, PlansView } from "../trpc.ts";
import type { Portal } from "../use-portal.ts";
import { CancelPlan } from "./cancel-plan.tsx";
import { ChangePlan } from "./change-plan.tsx";
import { KeepPlan } from "./keep-plan.tsx";
import { planWords } from "./plan-words.ts";

interface Props {
  own: OwnPlan;
  sold: PlansView;
  currency: string;
  portal: Portal;
}

type Doing = "nothing" | "changing" | "cancelling";

/** One plan at a time is changed, cancelled or kept. */
export function OwnPlanActions({ own, sold, currency, portal }: Props) {
  const { changes } = usePreferences();
  const [doing, setDoing] = useState<Doing>("nothing");
  const [done, setDone] = useState<string | null>(null);
  const isEnding = own.cancelAt !== null;
  const end = (what: string | null) => {
    setDoing("nothing");
    setDone(what);
  };
  if (doing === "changing")
    return <ChangePlan own={own} sold={sold} currency={currency} onEnd={end} />;
  if (doing === "cancelling") return <CancelPlan own={own} onEnd={end} />;

  const { subscription } = own;
  const begin = (what: "changing" | "cancelling") => {
    setDone(null);
    if (changes === "here") setDoing(what);
    else
      portal.open({
        type: what === "changing" ? "subscription_update" : "subscription_cancel",
        subscription,
      });
  };
  return (
    <div className="portico-ways">
      {done && <Notice tone="calm" title={done} onClose={() => setDone(null)} />}
      <div className="portico-actions">
        {sold.plans.length > 0 && !own.late && (
          <QuietButton label={planWords.change} onClick={() => begin("changing")} />
        )}
        {isEnding ? (
          <KeepPlan own={own} onDone={() => setDone(planWords.kept)} />
        ) : (
          <QuietButton label={planWords.cancel} onClick={() => begin("cancelling")} />
        )}
      </div>
      {sold.plans.length > 0 && own.late && <p className="portico-hint">{planWords.notYet}</p>}
    </div>
  );
}

function QuietButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="portico-button" data-kind="quiet" onClick={onClick}>
      {label}
    </button>
  );
}
