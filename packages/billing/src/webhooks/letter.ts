import { z } from "zod";

/** Stripe's ids are plain, and a database refuses some of what is not. */
const id = z.string().regex(/^[!-~]{1,255}$/);
const customer = z
  .union([id, z.object({ id })])
  .nullish()
  .catch(null);
const LAST_SECOND_OF_9999 = 253_402_300_799;

/** As much of a Stripe event as the inbox needs; the rest is kept as it came. */
const letter = z.object({
  id,
  object: z.literal("event"),
  type: id,
  created: z.number().int().min(0).max(LAST_SECOND_OF_9999),
  livemode: z.boolean(),
  account: z.string().optional(),
  data: z.object({
    object: z.object({
      id: id.nullish().catch(null),
      object: z.string(),
      customer,
    }),
    previous_attributes: z.object({ customer }).nullish(),
  }),
});

export type Letter = z.infer<typeof letter>;

export function readLetter(event: unknown): Letter | undefined {
  return letter.safeParse(event).data;
}

/** A detached method names its customer only in what it was before. */
export function customerNamedIn({ data }: Letter): string | null {
  if (data.object.object === "customer") return data.object.id ?? null;
  const named = data.object.customer ?? data.previous_attributes?.customer ?? null;
  return typeof named === "object" ? (named?.id ?? null) : named;
}
