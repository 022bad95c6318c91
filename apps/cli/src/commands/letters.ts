import { count } from "@portico/billing/words";
import { type Asked, type Command, sayJson } from "../command.ts";
import type { Settings } from "../env.ts";
import { everyPage } from "../every-page.ts";
import { type Operator, withOperator } from "../open-operator.ts";
import { oneOrAll, sayReplayed } from "./replay.ts";

export const lettersCommands = {
  letters: {
    does: "shows Stripe's letters that were given up, and those that wait",
    options: ["json"],
    run: showLetters,
  },
  "letters replay": {
    takes: "[<id>]",
    does: "tries a dead letter again, or all of them",
    options: ["all", "json"],
    run: replayLetters,
  },
} satisfies Record<string, Command>;

type Ask = Operator["ask"];
type Letter = Awaited<ReturnType<Ask["letters"]["list"]["query"]>>["letters"][number];

const PAGE = 1_000;

async function showLetters(settings: Settings, { json }: Asked): Promise<number> {
  return withOperator(settings, async (ask) => {
    const letters = [...(await lettersIn(ask, "dead")), ...(await lettersIn(ask, "open"))];
    if (json) sayJson(letters);
    else console.log(letters.map(inWords).join("\n") || "No letter waits, and none was given up.");
    return 0;
  });
}

async function lettersIn(ask: Ask, state: "open" | "dead"): Promise<Letter[]> {
  const pages = await everyPage((cursor: string | undefined) =>
    ask.letters.list.query({ state, limit: PAGE, cursor }),
  );
  return pages.flatMap(({ letters }) => letters);
}

function inWords({ id, type, customer, attempts, deadAt, nextAttemptAt, lastError }: Letter) {
  const state = deadAt ? `given up ${deadAt}` : `waits until ${nextAttemptAt}`;
  const about = customer ? ` of ${customer}` : "";
  const tried =
    attempts > 0 ? `, tried ${count(attempts, "time")}: ${lastError ?? "nobody knows why"}` : "";
  return `${id}  ${type}${about}, ${state}${tried}`;
}

async function replayLetters(settings: Settings, asked: Asked): Promise<number> {
  const id = oneOrAll("letters replay", "dead letter", asked);
  return withOperator(settings, async (ask) => {
    const wish = id === undefined ? ({ all: true } as const) : { id };
    const { replayed } = await ask.letters.replay.mutate(wish);
    return sayReplayed(asked, replayed, {
      done: `${count(replayed, "letter")} will be tried again.`,
      none: `No letter ${id} was given up, so there is nothing to try again.`,
    });
  });
}
