import type { Portal } from "@portico/billing/portal";
import { z } from "zod";
import { codeIn } from "./code-in.ts";
import { portal as ours } from "./portal.ts";

const shape = z.record(z.string(), z.looseObject({ features: z.looseObject({}) }));

/** What people can do in Stripe's portal, by the file that says so, or as we have it. */
export async function readPortal(file: string | null): Promise<Portal> {
  if (file === null) return ours;
  return codeIn(file, shape, "has no portal. Export one by default: configurations by name.");
}
