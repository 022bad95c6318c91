import { Fragment } from "react";
import { isEnding, plansToShow } from "./live.ts";
import { Notice } from "./notice.tsx";
import { planInWords } from "./plan-in-words.ts";
import { knownStatus } from "./status.ts";
import type { BillingView, Subscription } from "./trpc.ts";
import { noPlanInWords, statusWords, troubleWords, words } from "./words.ts";

export function Plan({ view }: { view: BillingView }) {
  const subscriptions = plansToShow(view);
  if (subscriptions.length === 0) return <NoPlan view={view} />;
  return subscriptions.map((subscription) => (
    <OnePlan key={subscription.id} subscription={subscription} mayManage={view.mayManage} />
  ));
}

function OnePlan({ subscription, mayManage }: { subscription: Subscription; mayManage: boolean }) {
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
          {mayManage && <p>{trouble.advice}</p>}
        </Notice>
      )}
    </>
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
