import { pathToFileURL } from "node:url";
import { createStripe } from "@portico/billing";
import Stripe from "stripe";
import { z } from "zod";
import type { Settings } from "./env.ts";

interface Difference {
  path: string;
  is: unknown;
  wanted: unknown;
}

/** Works at Stripe, and says in words why that failed. */
export async function atStripe(
  access: Settings["stripe"],
  work: (stripe: Stripe) => Promise<void>,
): Promise<number> {
  try {
    await work(createStripe(access));
    return 0;
  } catch (error) {
    console.error(whyNot(error));
    return 1;
  }
}

/** What a module of somebody's own exports by default. */
export async function codeIn<Code>(
  file: string,
  shape: z.ZodType<{ default: Code }>,
  missing: string,
): Promise<Code> {
  const read = shape.safeParse(await import(pathToFileURL(file).href));
  if (!read.success) throw new Error(`${file} ${missing}\n${z.prettifyError(read.error)}`);
  return read.data.default;
}

export function differencesInWords(differences: Difference[]): string[] {
  return differences.map(({ path, is, wanted }) => `  ${path}: ${shown(is)} -> ${shown(wanted)}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function whyNot(error: unknown): string {
  if (error instanceof Stripe.errors.StripeConnectionError)
    return "Stripe could not be reached. Is the sandbox running, or is STRIPE_API_URL wrong?";
  return error instanceof Error ? error.message : String(error);
}
