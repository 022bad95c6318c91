import { count } from "@portico/billing/words";
import { type Asked, type Command, sayJson, WrongUsage } from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";

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
type Page = Awaited<ReturnType<Ask["letters"]["list"]["query"]>>;
type Letter = Page["letters"][number];

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
  const letters: Letter[] = [];
  let next: Page["next"] = null;
  do {
    const cursor: string | undefined = next ?? undefined;
    const page: Page = await ask.letters.list.query({ state, limit: PAGE, cursor });
    letters.push(...page.letters);
    next = page.next;
  } while (next !== null);
  return letters;
}

function inWords({ id, type, customer, attempts, deadAt, nextAttemptAt, lastError }: Letter) {
  const state = deadAt ? `given up ${deadAt}` : `waits until ${nextAttemptAt}`;
  const about = customer ? ` of ${customer}` : "";
  const tried =
    attempts > 0 ? `, tried ${count(attempts, "time")}: ${lastError ?? "nobody knows why"}` : "";
  return `${id}  ${type}${about}, ${state}${tried}`;
}

async function replayLetters(settings: Settings, { names, all, json }: Asked): Promise<number> {
  const [id, ...more] = names;
  if (more.length > 0 || (id === undefined) !== (all === true))
    throw new WrongUsage('"letters replay" takes the id of one dead letter, or --all.');
  return withOperator(settings, async (ask) => {
    const done = await ask.letters.replay.mutate(id === undefined ? { all: true } : { id });
    if (json) sayJson(done);
    else if (done.replayed > 0 || all)
      console.log(`${count(done.replayed, "letter")} will be tried again.`);
    else console.error(`No letter ${id} was given up, so there is nothing to try again.`);
    return done.replayed > 0 || all ? 0 : 1;
  });
}
