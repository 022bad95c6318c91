import { tracked, type TrackedEnvelope } from "@trpc/server";
import { z } from "zod";
import { trpcErrorFrom } from "./trpc-answers.ts";

/** What a client has already when it connects again; tRPC and the browser tell. */
export const lastSeen = z.object({ lastEventId: z.string().max(64).nullish() }).nullish();

/** Views that follow each other, as tRPC streams them. What is broken off ends without a word, and the client connects again. */
export function trpcStream<View>(
  views: AsyncIterable<{ name: string; view: View }>,
): AsyncIterable<TrackedEnvelope<View>, void> {
  const envelopes = envelopesOf(views);
  return {
    [Symbol.asyncIterator]: () => ({
      next() {
        const next = envelopes.next();
        // tRPC asks before it waits for the answer, and an error that nobody waits for ends the process.
        next.catch(() => {});
        return next;
      },
      return: () => envelopes.return(),
    }),
  };
}

async function* envelopesOf<View>(
  views: AsyncIterable<{ name: string; view: View }>,
): AsyncGenerator<TrackedEnvelope<View>, void> {
  try {
    for await (const { name, view } of views) yield tracked(name, view);
  } catch (error) {
    throw error instanceof Error && error.name === "AbortError" ? error : trpcErrorFrom(error);
  }
}
