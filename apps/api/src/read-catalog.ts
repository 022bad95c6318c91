import { type Catalog, INTERVALS } from "@portico/billing/plans";
import { z } from "zod";
import { catalog as ours } from "./catalog.ts";
import { codeIn } from "./code-in.ts";

/** Names stay in lookup keys and in metadata for good. */
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "is not small letters, digits and underscores");
const amounts = z
  .record(z.string().regex(/^[a-z]{3}$/, "is no currency in small letters"), z.int().min(0))
  .refine((each) => Object.keys(each).length > 0, "names no currency");

const plan = z.strictObject({
  name: z.string().min(1),
  prices: z.partialRecord(z.enum(INTERVALS), amounts),
  seats: z.enum(["members", "chosen"]).exactOptional(),
  trialDays: z.int().min(1).exactOptional(),
  features: z.array(z.string()),
  limits: z.record(z.string(), z.int().min(0)).exactOptional(),
  credits: z
    .strictObject({
      each: z.partialRecord(z.enum(INTERVALS), z.int().min(1)),
      expire: z.boolean(),
    })
    .exactOptional(),
  honours: z.array(z.string()).exactOptional(),
});

const pack = z.strictObject({
  name: z.string().min(1),
  credits: z.int().min(1),
  prices: amounts,
  expireAfterDays: z.int().min(1).exactOptional(),
});

const shape = z.strictObject({ plans: z.record(name, plan), packs: z.record(name, pack) });

/** What is sold, by the file that says so, or as we have it. */
export async function readCatalog(file: string | null): Promise<Catalog> {
  if (file === null) return ours;
  return codeIn(file, shape, "has no catalog. Export one by default: { plans, packs }.");
}
