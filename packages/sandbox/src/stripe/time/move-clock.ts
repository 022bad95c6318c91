import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Books } from "../books/books.ts";
import { DAY } from "../calendar.ts";
import { hearAll } from "./awaited.ts";
import { idsOnOurClock, liveOn } from "./live-on.ts";

export const FARTHEST = 10 * 366 * DAY;

const wish = z
  .strictObject({ advance: z.int().min(0).max(FARTHEST) })
  .or(z.strictObject({ to: z.int() }));

/** Moves the whole sandbox to a time, in seconds, and lets all happen that was due on the way. */
export function moveClock(books: Books, clock: Clock, to: number) {
  liveOn(books, idsOnOurClock(books), to);
  clock.moveTo(to * 1000);
  books.together(() => hearAll(books));
}

/** `/sandbox/clock`: what time it is, and `{"advance": seconds}` or `{"to": time}` to change that. */
export async function answerClock(
  request: Request,
  books: Books,
  move: (to: number) => void,
): Promise<Response> {
  if (request.method === "GET") return Response.json({ now: books.now() });
  const asked = wish.safeParse(await request.json().catch(() => null));
  if (!asked.success) return refusal('Send JSON: {"advance": seconds} or {"to": time in seconds}.');
  const now = books.now();
  const to = "to" in asked.data ? asked.data.to : now + asked.data.advance;
  if (to < now) return refusal("The sandbox's clock only moves forward. Choose a later time.");
  if (to > now + FARTHEST)
    return refusal("Ten years at a time are enough. Choose an earlier time.");
  move(to);
  return Response.json({ now: books.now() });
}

function refusal(message: string): Response {
  return Response.json({ error: { message } }, { status: 400 });
}
