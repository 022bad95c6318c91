import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { takeFocus } from "../take-focus.ts";
import { type OwnPlan, trpc } from "../trpc.ts";
import { useAskAgain } from "../use-ask-again.ts";
import { CANCEL_REASONS, endInWords, planWords } from "./plan-words.ts";

interface Props {
  own: OwnPlan;
  onEnd: (done: string | null) => void;
}

/** At the end of what is paid for; why is for people to say or not. */
export function CancelPlan({ own, onEnd }: Props) {
  const askAgain = useAskAgain();
  const { mutate, isPending, error, reset } = trpc.billing.cancelPlan.useMutation({
    onSuccess: () => askAgain().then(() => onEnd(planWords.cancelled)),
  });
  return (
    <form
      className="portico-form portico-step"
      aria-labelledby="portico-cancel"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = reasonIn(new FormData(event.currentTarget));
        if (!isPending)
          mutate({
            when: "period end",
            subscription: own.subscription,
            ...(reason && { reason }),
          });
      }}
    >
      <h2 id="portico-cancel" tabIndex={-1} ref={takeFocus}>
        {planWords.cancel}
      </h2>
      <p>{endInWords(own)}</p>
      {error && <RefusalNotice refusal={asRefusal(error)} onClose={reset} />}
      <label>
        {planWords.why}
        <select name="reason">
          <option value="">{planWords.noReason}</option>
          {CANCEL_REASONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <div className="portico-actions">
        <button className="portico-button" aria-disabled={isPending} aria-busy={isPending}>
          {isPending ? planWords.cancelling : planWords.cancel}
        </button>
        <button
          type="button"
          className="portico-button"
          data-kind="quiet"
          onClick={() => onEnd(null)}
        >
          {planWords.stay}
        </button>
      </div>
    </form>
  );
}

function reasonIn(form: FormData) {
  return CANCEL_REASONS.find(({ value }) => value === form.get("reason"))?.value;
}
