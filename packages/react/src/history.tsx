import { minute } from "@portico/billing/words";
import { ShowMore } from "./show-more.tsx";
import { type BillingView, trpc } from "./trpc.ts";
import { useFollow } from "./use-follow.ts";
import { words } from "./words.ts";

const SHOWN = 10;

/** What happened to the billing, and why; looked up again whenever what the page shows has changed. */
export function History({ view }: { view: BillingView }) {
  const history = trpc.billing.history.useInfiniteQuery(
    { limit: SHOWN },
    { getNextPageParam: ({ next }) => next },
  );
  const { data, refetch } = history;
  useFollow(view, refetch);

  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <section className="portico-section" aria-labelledby="portico-history">
      <h2 id="portico-history">{words.history}</h2>
      <div>
        {entries?.length === 0 && <p>{words.noHistory}</p>}
        <ol className="portico-entries">
          {entries?.map(({ id, stripeAt, sentences, why }) => (
            <li key={id}>
              <strong>{sentences.join(" ")}</strong>
              <time dateTime={stripeAt}>{minute(stripeAt)}</time>
              <p>{why}</p>
            </li>
          ))}
        </ol>
        <ShowMore list={history} />
      </div>
    </section>
  );
}
