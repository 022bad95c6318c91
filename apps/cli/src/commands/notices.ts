import { count } from "@portico/billing/words";
import { type Asked, type Command, sayJson } from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";
import { numberOrAll, sayReplayed } from "./replay.ts";

export const noticesCommands = {
  notices: {
    does: "shows what your application was told in vain",
    options: ["json"],
    run: showNotices,
  },
  "notices replay": {
    takes: "[<id>]",
    does: "tells it again, one thing or all of that",
    options: ["all", "json"],
    run: replayNotices,
  },
} satisfies Record<string, Command>;

type Notice = Awaited<ReturnType<Operator["ask"]["notices"]["list"]["query"]>>[number];

async function showNotices(settings: Settings, { json }: Asked): Promise<number> {
  return withOperator(settings, async (ask) => {
    const notices = await ask.notices.list.query();
    if (json) sayJson(notices);
    else console.log(notices.map(inWords).join("\n") || "No notice was given up.");
    return 0;
  });
}

function inWords({ id, kind, organization, deadAt, attempts, lastError }: Notice): string {
  return `${id}  ${kind} of ${organization}, given up ${deadAt}, tried ${count(attempts, "time")}: ${lastError}`;
}

async function replayNotices(settings: Settings, asked: Asked): Promise<number> {
  const id = numberOrAll("notices replay", "notice", asked);
  return withOperator(settings, async (ask) => {
    const wish = id === undefined ? ({ all: true } as const) : { id };
    const { replayed } = await ask.notices.replay.mutate(wish);
    return sayReplayed(asked, replayed, {
      done: `${count(replayed, "notice")} will be told again.`,
      none: `There is no notice ${id}, or it is still to be told.`,
    });
  });
}
