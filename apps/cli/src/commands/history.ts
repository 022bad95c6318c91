import { explainWish, explanationInWords } from "@portico/billing";
import {
  type Asked,
  type Command,
  onlyName,
  ORGANIZATION,
  sayJson,
  WrongUsage,
} from "../command.ts";
import { csv } from "../csv.ts";
import type { Settings } from "../env.ts";
import { everyPage } from "../every-page.ts";
import { type Operator, withOperator } from "../open-operator.ts";

export const historyCommands = {
  history: {
    takes: "<organization>",
    does: "shows what happened to an organization's billing, and why",
    options: ["json", "csv"],
    run: showHistory,
  },
  explain: {
    takes: "<organization>",
    does: "tells why an organization has access or none, and what it was charged for",
    options: ["at", "json", "csv"],
    run: showExplanation,
  },
} satisfies Record<string, Command>;

type Ask = Operator["ask"];
type Entry = Awaited<ReturnType<Ask["history"]["query"]>>["entries"][number];

const PAGE = 1_000;

async function showHistory(settings: Settings, asked: Asked): Promise<number> {
  const organization = onlyOrganization("history", asked);
  return withOperator(settings, async (ask) => {
    const entries = await wholeHistory(ask, organization);
    if (asked.json) sayJson(entries);
    else if (asked.csv) process.stdout.write(csv([COLUMNS, ...entries.map(rowOf)]));
    else console.log(entries.map(inWords).join("\n") || "Nothing happened yet.");
    return 0;
  });
}

async function showExplanation(settings: Settings, asked: Asked): Promise<number> {
  const organization = onlyOrganization("explain", asked);
  if (!explainWish.shape.at.safeParse(asked.at).success)
    throw new WrongUsage(
      '"explain" takes --at a day such as 2026-11-21, or a time such as 2026-11-21T09:00:00Z.',
    );
  return withOperator(settings, async (ask) => {
    const explanation = await ask.explain.query({ organization, at: asked.at });
    const { access, charges } = explanation;
    const rows = [{ invoice: "access", sentences: access.sentences }, ...charges].flatMap(
      ({ invoice, sentences }) => sentences.map((sentence) => [invoice, sentence]),
    );
    if (asked.json) sayJson(explanation);
    else if (asked.csv) process.stdout.write(csv([["about", "why"], ...rows]));
    else console.log(explanationInWords(explanation));
    return 0;
  });
}

/** One in words, and nothing that does not go together. */
function onlyOrganization(command: string, asked: Asked): string {
  if (asked.json && asked.csv) throw new WrongUsage(`"${command}" shows JSON or CSV, not both.`);
  return onlyName(command, ORGANIZATION, asked);
}

async function wholeHistory(ask: Ask, organization: string): Promise<Entry[]> {
  const pages = await everyPage((cursor: number | undefined) =>
    ask.history.query({ organization, cursor, limit: PAGE }),
  );
  return pages.flatMap(({ entries }) => entries);
}

const COLUMNS = ["id", "at", "stripe_at", "object", "kind", "what", "changes", "why", "event"];

function rowOf(entry: Entry): (string | number)[] {
  const { id, at, stripeAt, object, kind, sentences, differences, why, cause } = entry;
  return [
    id,
    at,
    stripeAt,
    object,
    kind ?? "",
    sentences.join(" "),
    JSON.stringify(differences),
    why,
    cause.by === "event" ? cause.event : "",
  ];
}

function inWords({ stripeAt, object, sentences, why }: Entry): string {
  return `${stripeAt}  ${object}  ${sentences.join(" ")} ${why}`;
}
