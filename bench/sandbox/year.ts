import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { worldInFolder, type World, worldInMemory } from "../../packages/sandbox/src/world.ts";
import { openSandbox } from "./in-process.ts";

const CUSTOMERS = 1_000;
const MONTH = 30.5 * 24 * 60 * 60;

/** A year of mixed customers: trials, renewals, changes, cards that fail, farewells. */
export async function benchYear() {
  const folder = mkdtempSync(join(tmpdir(), "portico-bench-"));
  try {
    console.log(`\nA year of ${CUSTOMERS} customers in the sandbox\n`);
    console.log("| | seconds |");
    console.log("|---|---:|");
    console.log(`| in memory | ${(await secondsFor(worldInMemory())).toFixed(1)} |`);
    console.log(`| kept on disk | ${(await secondsFor(worldInFolder(folder))).toFixed(1)} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function secondsFor(world: World): Promise<number> {
  const { ask, advance, settle } = openSandbox(world);
  const begun = performance.now();
  const plans: string[] = [];
  for (let place = 0; place < CUSTOMERS; place += 1) plans.push(await welcome(ask, place));
  for (let month = 0; month < 12; month += 1) {
    advance(MONTH);
    await settle();
    for (const [place, plan] of plans.entries())
      if ((place + month) % 12 === 0)
        await ask("POST", `/subscriptions/${plan}`, changes(place, month));
  }
  return (performance.now() - begun) / 1000;
}

type Ask = ReturnType<typeof openSandbox>["ask"];

async function welcome(ask: Ask, place: number): Promise<string> {
  const customer = idIn(await ask("POST", "/customers", { name: `Customer ${place}` }));
  const isPoor = place % 10 === 0;
  const token = isPoor ? "pm_card_chargeCustomerFail" : "pm_card_visa";
  const card = idIn(await ask("POST", `/payment_methods/${token}/attach`, { customer }));
  const plan = await ask("POST", "/subscriptions", {
    customer,
    default_payment_method: card,
    "items[0][price]": place % 2 === 0 ? "price_starter" : "price_team",
    ...((isPoor || place % 3 === 0) && { trial_period_days: "14" }),
  });
  return idIn(plan);
}

function changes(place: number, month: number): Record<string, string> {
  if (place % 50 === 1) return { cancel_at_period_end: "true" };
  return { description: `Changed in month ${month}`, "metadata[month]": String(month) };
}

/** The id comes first in whatever Stripe answers. */
function idIn(text: string): string {
  return /"id": "(\w+)"/.exec(text)?.[1] ?? "";
}
