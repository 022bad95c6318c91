import { readFile } from "node:fs/promises";
import type { LinkPlan } from "@portico/billing";
import { count } from "@portico/billing/words";
import { z } from "zod";
import { type Asked, type Command, sayJson, WrongUsage } from "../command.ts";
import { readCsv } from "../csv.ts";
import type { Settings } from "../env.ts";
import { withOperator } from "../open-operator.ts";
import { showProgress } from "../show-progress.ts";
import { planInWords } from "./link-words.ts";

export const linkCommands = {
  "link plan": {
    takes: "[<table.csv>]",
    does: "shows whose the customers at Stripe are: by a table, by their metadata, by Clerk's",
    options: ["metadata", "clerk", "json"],
    run: planLinks,
  },
  "link apply": {
    takes: "[<table.csv>]",
    does: "links those that are matched; --leave-unmatched: who else pays is nobody of ours",
    options: ["metadata", "clerk", "leave-unmatched", "json"],
    run: applyLinks,
  },
} satisfies Record<string, Command>;

/** Changes nothing. */
async function planLinks(settings: Settings, asked: Asked): Promise<number> {
  const wish = await wishFrom(asked);
  const plan = await withOperator(settings, (ask) => ask.planLink.mutate(wish));
  if (asked.json) sayJson(plan);
  else
    console.log(
      [
        ...planInWords(plan),
        "",
        "To link the matched: portico link apply, with the same table and keys",
      ].join("\n"),
    );
  return 0;
}

/** Whatever stops it, the next one goes on there. */
async function applyLinks(settings: Settings, asked: Asked): Promise<number> {
  const wish = { ...(await wishFrom(asked)), leaveUnmatched: asked["leave-unmatched"] === true };
  const progress = showProgress(process.stderr, Date.now);
  let plan: LinkPlan | undefined;
  let linked = 0;
  const failed: string[] = [];
  let movedIn = false;
  await withOperator(settings, async (ask) => {
    for await (const each of await ask.applyLink.mutate(wish))
      if (each.is === "planned") plan = each.plan;
      else if (each.is === "over") movedIn = each.movedIn;
      else {
        const { customer, organization, failed: why } = each.linked;
        if (why === null) linked += 1;
        else failed.push(`${customer} -> ${organization}: not linked: ${why}`);
        progress.show({ ...each, eta: null });
      }
  }).finally(progress.end);
  if (asked.json) sayJson({ plan, linked, failed, movedIn });
  else
    console.log(
      [
        ...(plan ? planInWords(plan) : []),
        "",
        `${count(linked, "customer")} linked and read.`,
      ].join("\n"),
    );
  for (const line of failed) console.error(line);
  if (!asked.json) console.log(movedIn ? DONE : whyNotDone(failed));
  return movedIn ? 0 : 1;
}

const DONE = "Moved in: whoever has no customer yet may become one.";

function whyNotDone(failed: string[]): string {
  return failed.length > 0
    ? "Not moved in yet. To try again: portico link apply."
    : "Not moved in yet: some who pay are not matched. Name them in a table, or say that they are nobody of ours: portico link apply --leave-unmatched.";
}

const table = z.array(
  z.looseObject({ customer: z.string().min(1), organization: z.string().min(1) }),
);

async function wishFrom(asked: Asked) {
  const { names, metadata, clerk } = asked;
  const [file, ...more] = names;
  if (more.length > 0) throw new WrongUsage('"link" takes one table.');
  const saysNothing = file === undefined && metadata === undefined && clerk === undefined;
  if (saysNothing && !asked["leave-unmatched"])
    throw new WrongUsage(
      '"link" takes a table, --metadata or --clerk: nobody is matched by a guess.',
    );
  return {
    ...(metadata !== undefined && { metadata }),
    ...(clerk !== undefined && { clerk }),
    rows: file === undefined ? [] : await rowsIn(file),
  };
}

async function rowsIn(file: string) {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. Check its name.`);
  });
  const rows = table.safeParse(readCsv(text));
  if (!rows.success)
    throw new Error(`${file} is no table with a customer and an organization in each row.`);
  return rows.data.map(({ customer, organization }) => ({ customer, organization }));
}
