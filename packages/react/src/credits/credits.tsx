import { Failed } from "../failed.tsx";
import { asRefusal } from "../refusal.ts";
import { refusalInWords } from "../refusal-in-words.ts";
import { ShowMore } from "../show-more.tsx";
import { currencyOf } from "../plans/currency-of.ts";
import { type BillingView, trpc } from "../trpc.ts";
import { useFollow } from "../use-follow.ts";
import { CreditEntries } from "./credit-entries.tsx";
import { creditWords } from "./credits-words.ts";
import { Held } from "./held.tsx";
import { Packs } from "./packs.tsx";
import { UseByDay } from "./use-by-day.tsx";

const SHOWN = 10;

/** What is left, what is sold, and where it went; nothing where there never were any and none are sold. */
export function Credits({ view }: { view: BillingView }) {
  const { data: sold } = trpc.billing.plans.useQuery();
  const credits = trpc.billing.credits.useInfiniteQuery(
    { limit: SHOWN },
    { getNextPageParam: ({ next }) => next },
  );
  const { data, error, refetch } = credits;
  useFollow(view, refetch);

  const newest = data?.pages[0];
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const packs = sold?.packs ?? [];
  const isSold = packs.length > 0 || sold?.plans.some((each) => each.credits !== null);
  if (!isSold && entries.length === 0) return null;
  return (
    <section className="portico-section" aria-labelledby="portico-credits">
      <h2 id="portico-credits">{creditWords.heading}</h2>
      <div className="portico-credits">
        {!newest && error && <Failed why={refusalInWords(asRefusal(error))} onRetry={refetch} />}
        {newest && <Held credits={view.credits} />}
        {view.mayManage && sold && packs.length > 0 && (
          <Packs packs={packs} currency={currencyOf(view, sold)} />
        )}
        {newest && <UseByDay use={newest.use} />}
        <CreditEntries entries={entries} />
        {newest && <ShowMore list={credits} />}
      </div>
    </section>
  );
}
