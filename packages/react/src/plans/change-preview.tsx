import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { takeFocus } from "../take-focus.ts";
import { type PlanChange, type PlansView, trpc } from "../trpc.ts";
import { useAskAgain } from "../use-ask-again.ts";
import { Bill } from "./bill.tsx";
import { choiceInWords } from "./offer-in-words.ts";
import { planWords } from "./plan-words.ts";

interface Props {
  choice: PlanChange;
  sold: PlansView;
  currency: string;
  onBack: () => void;
  onDone: () => void;
}

/** What a change costs, and the button that makes it. */
export function ChangePreview({ choice, sold, currency, onBack, onDone }: Props) {
  const askAgain = useAskAgain();
  const change = trpc.billing.changePlan.useMutation({
    onSuccess: () => askAgain().then(onDone),
  });
  const { data: preview, error } = trpc.billing.previewChange.useQuery(choice, {
    // What it costs today is another thing in a minute, and what it did is nothing to ask.
    gcTime: 0,
    enabled: change.isIdle,
  });
  const refused = error ?? change.error;
  return (
    <section className="portico-plans portico-step" aria-labelledby="portico-preview">
      <h2 id="portico-preview" tabIndex={-1} ref={takeFocus}>
        {choiceInWords(choice, sold, currency)}
      </h2>
      {refused && <RefusalNotice refusal={asRefusal(refused)} onClose={onBack} />}
      {!preview && !error && <p role="status">{planWords.reckoning}</p>}
      {preview && <Bill preview={preview} />}
      <div className="portico-actions">
        {preview && (
          <button
            type="button"
            className="portico-button"
            aria-disabled={change.isPending}
            aria-busy={change.isPending}
            onClick={() => change.isPending || change.mutate(choice)}
          >
            {change.isPending ? planWords.changing : planWords.confirm}
          </button>
        )}
        <button type="button" className="portico-button" data-kind="quiet" onClick={onBack}>
          {planWords.back}
        </button>
      </div>
    </section>
  );
}
