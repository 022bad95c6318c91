import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { type OwnPlan, trpc } from "../trpc.ts";
import { planWords } from "./plan-words.ts";
import { useAfterChange } from "./use-after-change.ts";

/** Takes a cancellation back. */
export function KeepPlan({ own, onDone }: { own: OwnPlan; onDone: () => void }) {
  const afterChange = useAfterChange(onDone);
  const { mutate, isPending, error, reset } = trpc.billing.resumePlan.useMutation({
    onSuccess: afterChange,
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
