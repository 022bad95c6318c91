import { readPortal } from "@portico/api/portal";
import { createStripe } from "@portico/billing";
import { applyPortalStep, planPortal, type PortalStep } from "@portico/billing/portal";
import Stripe from "stripe";
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
  try {
    const stripe = createStripe(access);
    await work(stripe, await planPortal(stripe, await readPortal(portalFile)));
    return 0;
  } catch (error) {
    console.error(whyNot(error));
    return 1;
  }
}

function inWords(step: PortalStep): string {
  if (step.does === "create") return `${step.name}: is not at Stripe yet`;
  if (step.does === "nothing") return `${step.name}: is as described (${step.id})`;
  const why = step.drifted ? "was changed at Stripe" : "is described anew";
  const lines = step.differences.map(
    ({ path, is, wanted }) => `  ${path}: ${shown(is)} -> ${shown(wanted)}`,
  );
  return [`${step.name}: ${why} (${step.id})`, ...lines].join("\n");
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function whyNot(error: unknown): string {
  if (error instanceof Stripe.errors.StripeConnectionError)
    return "Stripe could not be reached. Is the sandbox running, or is STRIPE_API_URL wrong?";
  return error instanceof Error ? error.message : String(error);
}
