import { type SyncProgress, syncWish } from "@portico/billing";
import { count } from "@portico/billing/words";
import { type Asked, type Command, sayJson, WrongUsage } from "../command.ts";
import type { Settings } from "../env.ts";
import { withOperator } from "../open-operator.ts";
import { showProgress } from "../show-progress.ts";

export const syncCommands = {
  sync: {
    does: "makes our rows what Stripe says of all customers, at a share of the pace (0.25); --tell lets the host hear of it",
    options: ["share", "tell", "json"],
    run: syncCustomers,
  },
} satisfies Record<string, Command>;

type Looked = NonNullable<SyncProgress["customer"]>;

/** Whatever stops it, the next one goes on there. */
async function syncCustomers(settings: Settings, { share, tell, json }: Asked): Promise<number> {
  const wish = { ...(share !== undefined && { share: shareIn(share) }), ...(tell && { tell }) };
  const progress = showProgress(process.stderr, Date.now);
  const noted: Looked[] = [];
  let far: SyncProgress | undefined;
  await withOperator(settings, async (ask) => {
    for await (const each of await ask.sync.mutate(wish)) {
      far = each;
      const { customer, waitsFor, trouble } = each;
      if (waitsFor !== null)
        progress.say(`${waitsFor}: somebody else is at work on it, so we wait; a minute at most.`);
      if (trouble !== null) progress.say(`Stripe does not answer, so we wait: ${trouble}`);
      if (customer && isWorthALine(customer)) {
        noted.push(customer);
        if (!json) progress.say(inWords(customer));
      }
      progress.show(each);
    }
  }).finally(progress.end);
  const failed = noted.filter((each) => each.failed !== null);
  if (json) sayJson({ done: far?.done, differed: far?.differed, customers: noted });
  else
    console.log(`${count(far?.done ?? 0, "customer")} looked at, ${far?.differed ?? 0} differed.`);
  if (failed.length > 0)
    console.error(`${failed.length} could not be looked at; to try again: portico sync.`);
  return failed.length > 0 ? 1 : 0;
}

function shareIn(text: string): number {
  const share = syncWish.shape.share.safeParse(Number(text));
  if (!share.success)
    throw new WrongUsage('"sync" takes a --share from 0.01 to 0.75; the rest is for people.');
  return share.data;
}

function isWorthALine({ differed, failed }: Looked): boolean {
  return differed.length > 0 || failed !== null;
}

function inWords({ id, differed, failed }: Looked): string {
  return failed === null ? `${id}: ${differed.join(", ")}` : `${id}: not looked at: ${failed}`;
}
