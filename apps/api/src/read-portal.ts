import { pathToFileURL } from "node:url";
import type { Portal } from "@portico/billing/portal";
import { z } from "zod";
import { portal as ours } from "./portal.ts";

const portalModule = z.object({
  default: z.record(z.string(), z.looseObject({ features: z.looseObject({}) })),
});

/** What people can do in Stripe's portal, by the file that says so, or as we have it. */
export async function readPortal(file: string | null): Promise<Portal> {
  if (file === null) return ours;
  const read = portalModule.safeParse(await import(pathToFileURL(file).href));
  if (!read.success)
    throw new Error(`${file} has no portal. Export one by default: configurations by name.`);
  return read.data.default;
}
