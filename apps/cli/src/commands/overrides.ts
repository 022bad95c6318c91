import { overrideInWords, overrideWish } from "@portico/billing";
import {
  type Asked,
  type Command,
  onlyName,
  ORGANIZATION,
  sayJson,
  WrongUsage,
} from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";

export const overridesCommands = {
  "override add": {
    takes: "<organization>",
    does: "gives an organization a plan, a feature or a limit, whatever it pays",
    options: ["plan", "feature", "limit", "by", "reason", "until", "json"],
    needs: ["by", "reason"],
    run: addOverride,
  },
  "override list": {
    takes: "[<organization>]",
    does: "shows what was given and still holds",
    options: ["json"],
    run: listOverrides,
  },
  "override end": {
    takes: "<id>",
    does: "takes back now what was given",
    options: ["by", "json"],
    needs: ["by"],
    run: endOverride,
  },
} satisfies Record<string, Command>;

type Wish = Parameters<Operator["ask"]["overrides"]["add"]["mutate"]>[0];
type View = Awaited<ReturnType<Operator["ask"]["overrides"]["list"]["query"]>>[number];

async function addOverride(settings: Settings, asked: Asked): Promise<number> {
  const wish = {
    organization: onlyName("override add", ORGANIZATION, asked),
    gives: giftIn(asked),
    author: authorIn("override add", asked),
    reason: asked.reason ?? "",
    until: asked.until,
  };
  if (wish.reason === "") throw new WrongUsage('"override add" takes --reason, why it is given.');
  if (!overrideWish.shape.until.safeParse(asked.until).success)
    throw new WrongUsage('"override add" takes --until a day such as 2026-11-21, or a time.');
  return withOperator(settings, async (ask) => show(asked, [await ask.overrides.add.mutate(wish)]));
}

async function listOverrides(settings: Settings, asked: Asked): Promise<number> {
  const [organization, ...more] = asked.names;
  if (more.length > 0) throw new WrongUsage('"override list" takes one organization, or none.');
  return withOperator(settings, async (ask) =>
    show(asked, await ask.overrides.list.query({ organization })),
  );
}

async function endOverride(settings: Settings, asked: Asked): Promise<number> {
  const id = Number(onlyName("override end", "the number of one override", asked));
  if (!Number.isInteger(id))
    throw new WrongUsage('"override end" takes the number of one override.');
  const author = authorIn("override end", asked);
  return withOperator(settings, async (ask) =>
    show(asked, [await ask.overrides.end.mutate({ id, author })]),
  );
}

function authorIn(command: string, { by }: Asked): string {
  if (!by) throw new WrongUsage(`"${command}" takes --by, who answers for it.`);
  return by;
}

/** One of the three. */
function giftIn({ plan, feature, limit }: Asked): Wish["gives"] {
  const gifts = [
    ...(plan === undefined ? [] : [{ plan }]),
    ...(feature === undefined ? [] : [{ feature }]),
    ...(limit === undefined ? [] : [limitIn(limit)]),
  ];
  const [gift, ...more] = gifts;
  if (!gift || more.length > 0)
    throw new WrongUsage('"override add" takes one of --plan, --feature and --limit.');
  return gift;
}

/** As "projects=50". */
function limitIn(said: string) {
  const [, limit, value] = /^([^=]+)=(\d+)$/.exec(said) ?? [];
  if (limit === undefined) throw new WrongUsage("A limit is said like this: --limit projects=50.");
  return { limit, value: Number(value) };
}

function show({ json }: Asked, overrides: View[]): number {
  if (json) sayJson(overrides);
  else console.log(overrides.map(overrideInWords).join("\n") || "Nothing was given.");
  return 0;
}
