import { readCatalog } from "@portico/api/catalog";
import { applyPlansStep, planPlans, type PlansStep } from "@portico/billing/plans";
import type Stripe from "stripe";
import { atStripe, differencesInWords } from "../as-code.ts";
import type { Settings } from "../env.ts";

type Asked = Pick<Settings, "stripe" | "plansFile">;

/** Tells what would change at Stripe, and changes nothing. */
export async function planPlansCode(asked: Asked): Promise<number> {
  return withSteps(asked, async (_, steps) => {
    for (const step of steps) console.log(inWords(step));
    if (!steps.every(isAsDescribed)) console.log("\nTo make it so: portico plans apply");
  });
}

export async function applyPlansCode(asked: Asked): Promise<number> {
  return withSteps(asked, async (stripe, steps) => {
    for (const step of steps) {
      const ids = await applyPlansStep(stripe, step);
      console.log(`${inWords(step)}\n  done: ${ids.join(", ")}`);
    }
  });
}

async function withSteps(
  { stripe: access, plansFile }: Asked,
  work: (stripe: Stripe, steps: PlansStep[]) => Promise<void>,
): Promise<number> {
  return atStripe(access, async (stripe) => {
    await work(stripe, await planPlans(stripe, await readCatalog(plansFile)));
  });
}

const isAsDescribed = ({ products, prices }: PlansStep) =>
  [...products, ...prices].every(({ does }) => does === "nothing");

function inWords(step: PlansStep): string {
  const lines = [...step.products.map(productInWords), ...step.prices.map(priceInWords)];
  return [
    `${step.name}: ${isAsDescribed(step) ? "is as described" : "differs"}`,
    ...lines.flat(),
  ].join("\n");
}

function productInWords(step: PlansStep["products"][number]): string[] {
  if (step.does === "create") return ["  the product is not at Stripe yet"];
  if (step.does === "nothing") return [];
  return [`  the product ${step.id}:`, ...differencesInWords(step.differences).map(indented)];
}

function priceInWords(step: PlansStep["prices"][number]): string[] {
  const { lookupKey } = step.wanted;
  if (step.does === "create") return [`  ${lookupKey} is not at Stripe yet`];
  if (step.does === "nothing") return [];
  const what = step.does === "replace" ? " stays with who has it, and a new one is sold:" : ":";
  return [
    `  ${lookupKey} (${step.id})${what}`,
    ...differencesInWords(step.differences).map(indented),
  ];
}

const indented = (line: string) => `  ${line}`;
