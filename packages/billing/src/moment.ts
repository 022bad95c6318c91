import { z } from "zod";

/** A day counts to its end, in UTC. */
export const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

export function timeOf(said: z.infer<typeof moment>): Date {
  return new Date(said.includes("T") ? said : `${said}T23:59:59.999Z`);
}
