import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { type OwnPlan, trpc } from "../trpc.ts";
import { useAskAgain } from "../use-ask-again.ts";
import { planWords } from "./plan-words.ts";

/** Takes a cancellation back. */
export function KeepPlan({ own, onDone }: { own: OwnPlan; onDone: () => void }) {
  const askAgain = useAskAgain();
  const { mutate, isPending, error, reset } = trpc.billing.resumePlan.useMutation({
    onSuccess: () => askAgain().then(onDone),
  });
  const { subscription } = own;
  return (
    <>
      {error && <RefusalNotice refusal={asRefusal(error)} onClose={reset} />}
      <button
        type="button"
        className="portico-button"
        data-kind="quiet"
        aria-disabled={isPending}
        aria-busy={isPending}
        onClick={() => isPending || mutate({ subscription })}
      >
        {isPending ? planWords.keeping : planWords.keep}
      </button>
    </>
  );
}
