import { z } from "zod";

export const id = z.string().min(1);

/** Stripe names another object by its id, or shows it whole where that was asked for. */
export const reference = z
  .union([id, z.object({ id })])
  .transform((named) => (typeof named === "string" ? named : named.id));

export const time = z.number().transform((seconds) => new Date(seconds * 1000).toISOString());
