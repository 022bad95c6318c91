import { count } from "@portico/billing/words";
import { type Asked, type Command, sayJson } from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";
import { numberOrAll, sayReplayed } from "./replay.ts";

export const errandsCommands = {
  errands: {
    does: "shows what could not be done at Stripe, for now or at all",
    options: ["json"],
    run: showErrands,
  },
  "errands replay": {
    takes: "[<id>]",
    does: "tries again what was given up, one thing or all of that",
    options: ["all", "json"],
    run: replayErrands,
  },
} satisfies Record<string, Command>;

type Errand = Awaited<ReturnType<Operator["ask"]["errands"]["list"]["query"]>>[number];

async function showErrands(settings: Settings, { json }: Asked): Promise<number> {
  return withOperator(settings, async (ask) => {
    const errands = await ask.errands.list.query();
    if (json) sayJson(errands);
    else console.log(errands.map(inWords).join("\n") || "Nothing failed, and nothing waits.");
    return 0;
  });
}

function inWords(errand: Errand): string {
  const { id, kind, subject, organization, attempts, nextAttemptAt, lastError, deadAt } = errand;
  const about = subject === organization ? organization : `${subject} of ${organization}`;
  const state = deadAt ? `given up ${deadAt}` : `next at ${nextAttemptAt}`;
  return `${id}  ${kind}: ${about}, ${state}, tried ${count(attempts, "time")}: ${lastError}`;
}

async function replayErrands(settings: Settings, asked: Asked): Promise<number> {
  const id = numberOrAll("errands replay", "errand", asked);
  return withOperator(settings, async (ask) => {
    const wish = id === undefined ? ({ all: true } as const) : { id };
    const { replayed } = await ask.errands.replay.mutate(wish);
    return sayReplayed(asked, replayed, {
      done: `${count(replayed, "errand")} will be tried again.`,
      none: `There is no errand ${id} that was given up.`,
    });
  });
}
