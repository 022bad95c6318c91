import { initTRPC } from "@trpc/server";
import { explain, type ExplainNeeds, explainWish } from "../history/explain.ts";
import { type HistoryNeeds, historyOfWish, readHistoryOf } from "../history/read-history.ts";
import { erase, type EraseNeeds, eraseWish } from "./erase.ts";
import { listLetters, type ListLettersNeeds, lettersWish } from "./list-letters.ts";
import { trpcErrorShape } from "../trpc-answers.ts";
import { orderSync, type OrderSyncNeeds, syncWish } from "./order-sync.ts";
import { replayLetters, type ReplayLettersNeeds, replayWish } from "./replay-letters.ts";

/** Whoever runs this service. They may ask everything, and come through a door of their own. */
export interface OperatorContext {
  actor: string;
  requestId: string;
}

const t = initTRPC
  .context<OperatorContext>()
  .create({ isDev: false, errorFormatter: trpcErrorShape });

export type OperatorNeeds = ListLettersNeeds &
  ReplayLettersNeeds &
  ExplainNeeds &
  HistoryNeeds &
  EraseNeeds &
  OrderSyncNeeds;

/** What the `portico` command asks. A long work yields how far it is: an `async function*`. */
export function createOperatorRouter(needs: OperatorNeeds) {
  return t.router({
    erase: t.procedure.input(eraseWish).mutation(({ ctx, input }) => erase(needs, input, ctx)),
    explain: t.procedure.input(explainWish).query(({ input }) => explain(needs, input)),
    history: t.procedure.input(historyOfWish).query(({ input }) => readHistoryOf(needs, input)),
    letters: t.router({
      list: t.procedure.input(lettersWish).query(({ input }) => listLetters(needs, input)),
      replay: t.procedure.input(replayWish).mutation(({ input }) => replayLetters(needs, input)),
    }),
    sync: t.procedure.input(syncWish).mutation(async function* ({ input }) {
      yield* orderSync(needs, input);
    }),
  });
}

export type OperatorRouter = ReturnType<typeof createOperatorRouter>;
