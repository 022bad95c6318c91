import { readPortal } from "@portico/api/portal";
import { applyPortalStep, planPortal, type PortalStep } from "@portico/billing/portal";
import type Stripe from "stripe";
import { atStripe, differencesInWords } from "../as-code.ts";
import type { Settings } from "../env.ts";

type Asked = Pick<Settings, "stripe" | "portalFile">;

/** Tells what would change at Stripe, and changes nothing. */
export async function planPortalCode(asked: Asked): Promise<number> {
  return withSteps(asked, async (_, steps) => {
    for (const step of steps) console.log(inWords(step));
    if (steps.some(({ does }) => does !== "nothing"))
      console.log("\nTo make it so: portico portal apply");
  });
}

export async function applyPortalCode(asked: Asked): Promise<number> {
  return withSteps(asked, async (stripe, steps) => {
    for (const step of steps) {
      const id = await applyPortalStep(stripe, step);
      console.log(`${inWords(step)}\n  done: ${id}`);
    }
  });
}

async function withSteps(
  { stripe: access, portalFile }: Asked,
  work: (stripe: Stripe, steps: PortalStep[]) => Promise<void>,
): Promise<number> {
  return atStripe(access, async (stripe) => {
    await work(stripe, await planPortal(stripe, await readPortal(portalFile)));
  });
}

function inWords(step: PortalStep): string {
  if (step.does === "create") return `${step.name}: is not at Stripe yet`;
  if (step.does === "nothing") return `${step.name}: is as described (${step.id})`;
  const why = step.drifted ? "was changed at Stripe" : "is described anew";
  return [`${step.name}: ${why} (${step.id})`, ...differencesInWords(step.differences)].join("\n");
}
