import { initTRPC } from "@trpc/server";
import { explain, type ExplainNeeds, explainWish } from "../history/explain.ts";
import { type HistoryNeeds, historyOfWish, readHistoryOf } from "../history/read-history.ts";
import { trpcErrorShape } from "../trpc-answers.ts";
import { examine, type ExamineNeeds } from "./doctor/examine.ts";
import { erase, type EraseNeeds, eraseWish } from "./erase.ts";
import { listErrands, type ListErrandsNeeds } from "./list-errands.ts";
import { listLetters, type ListLettersNeeds, lettersWish } from "./list-letters.ts";
import { listDeadNotices, type ListNoticesNeeds } from "./list-notices.ts";
import { openPortalFor, type OpenPortalForNeeds, portalForWish } from "./open-portal-for.ts";
import { linkWish } from "../moving-in/plan-link.ts";
import { applyLinkWish, orderLink, type OrderLinkNeeds, orderLinkPlan } from "./order-link.ts";
import { orderSync, type OrderSyncNeeds, syncWish } from "./order-sync.ts";
import { replayErrands, type ReplayErrandsNeeds, replayErrandsWish } from "./replay-errands.ts";
import { addOverride, type AddOverrideNeeds, overrideWish } from "./overrides/add-override.ts";
import { endOverride, type EndOverrideNeeds, overrideEnd } from "./overrides/end-override.ts";
import {
  listOverrides,
  type ListOverridesNeeds,
  overridesWish,
} from "./overrides/list-overrides.ts";
import { replayLetters, type ReplayLettersNeeds, replayLettersWish } from "./replay-letters.ts";
import { replayNotices, type ReplayNoticesNeeds, replayNoticesWish } from "./replay-notices.ts";

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
  ListNoticesNeeds &
  ReplayNoticesNeeds &
  ListErrandsNeeds &
  ReplayErrandsNeeds &
  ExamineNeeds &
  ExplainNeeds &
  HistoryNeeds &
  EraseNeeds &
  AddOverrideNeeds &
  EndOverrideNeeds &
  ListOverridesNeeds &
  OpenPortalForNeeds &
  OrderSyncNeeds &
  OrderLinkNeeds;

/** What the `portico` command asks. A long work yields how far it is: an `async function*`, ended when nobody hears it any more. */
export function createOperatorRouter(needs: OperatorNeeds) {
  return t.router({
    letters: t.router({
      list: t.procedure.input(lettersWish).query(({ input }) => listLetters(needs, input)),
      replay: t.procedure
        .input(replayLettersWish)
        .mutation(({ input }) => replayLetters(needs, input)),
    }),
    notices: t.router({
      list: t.procedure.query(() => listDeadNotices(needs)),
      replay: t.procedure
        .input(replayNoticesWish)
        .mutation(({ input }) => replayNotices(needs, input)),
    }),
    errands: t.router({
      list: t.procedure.query(() => listErrands(needs)),
      replay: t.procedure
        .input(replayErrandsWish)
        .mutation(({ input }) => replayErrands(needs, input)),
    }),
    openPortal: t.procedure
      .input(portalForWish)
      .mutation(({ ctx, input }) => openPortalFor(needs, input, ctx)),
    overrides: t.router({
      list: t.procedure.input(overridesWish).query(({ input }) => listOverrides(needs, input)),
      add: t.procedure.input(overrideWish).mutation(({ input }) => addOverride(needs, input)),
      end: t.procedure.input(overrideEnd).mutation(({ input }) => endOverride(needs, input)),
    }),
    erase: t.procedure.input(eraseWish).mutation(({ ctx, input }) => erase(needs, input, ctx)),
    explain: t.procedure.input(explainWish).query(({ input }) => explain(needs, input)),
    history: t.procedure.input(historyOfWish).query(({ input }) => readHistoryOf(needs, input)),
    doctor: t.procedure.query(() => examine(needs)),
    // A long table does not fit an address.
    planLink: t.procedure.input(linkWish).mutation(({ input }) => orderLinkPlan(needs, input)),
    applyLink: t.procedure.input(applyLinkWish).mutation(async function* ({ ctx, input }) {
      yield* orderLink(needs, input, ctx);
    }),
    sync: t.procedure.input(syncWish).mutation(async function* ({ input }) {
      yield* orderSync(needs, input);
    }),
  });
}

export type OperatorRouter = ReturnType<typeof createOperatorRouter>;
