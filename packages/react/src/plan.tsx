import { Fragment } from "react";
import { isEnding, plansToShow } from "./live.ts";
import { Notice } from "./notice.tsx";
import { planInWords } from "./plan-in-words.ts";
import { knownStatus, type Status } from "./status.ts";
import type { BillingView, Subscription } from "./trpc.ts";
import type { Portal } from "./use-portal.ts";
import { noPlanInWords, statusWords, troubleWords, words } from "./words.ts";

export function Plan({ view, portal }: { view: BillingView; portal: Portal }) {
  const subscriptions = plansToShow(view);
  if (subscriptions.length === 0) return <NoPlan view={view} />;
  return subscriptions.map((subscription) => (
    <OnePlan
      key={subscription.id}
      subscription={subscription}
      portal={view.mayManage ? portal : null}
    />
  ));
}

interface OnePlanProps {
  subscription: Subscription;
  /** For whoever may manage. */
  portal: Portal | null;
}

function OnePlan({ subscription, portal }: OnePlanProps) {
  const status = knownStatus(subscription.status);
  const trouble = status && troubleWords[status];
  const ending = isEnding(subscription);
  return (
    <>
      <p className="portico-status" data-status={ending ? "ending" : status}>
        {ending ? words.ending : status ? statusWords[status] : words.unknownStatus}
      </p>
      <p className="portico-plan">
        <Clauses sentence={planInWords(subscription)} />
      </p>
      {trouble && (
        <Notice tone="trouble" title={trouble.title}>
          {portal && <p>{trouble.advice}</p>}
          {portal && status && LACKS_CARD.has(status) && <UpdateCard portal={portal} />}
        </Notice>
      )}
    </>
  );
}

/** What a card that works would mend. */
const LACKS_CARD: ReadonlySet<Status> = new Set(["past_due", "unpaid", "paused"]);

function UpdateCard({ portal }: { portal: Portal }) {
  return (
    <button
      type="button"
      className="portico-button"
      aria-disabled={portal.opening}
      onClick={() => portal.open({ type: "payment_method_update" })}
    >
      {words.updateCard}
    </button>
  );
}

/** A large sentence reads best when its lines break at its commas. */
function Clauses({ sentence }: { sentence: string }) {
  return sentence.split(/(?<=,) /).map((clause, place) => (
    <Fragment key={clause}>
      {place > 0 && " "}
      <span>{clause}</span>
    </Fragment>
  ));
}

function NoPlan({ view }: { view: BillingView }) {
  const { title, advice } = noPlanInWords(view);
  return (
    <>
      <p className="portico-plan">{title}</p>
      <p className="portico-advice">{advice}</p>
    </>
  );
}
