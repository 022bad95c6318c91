import { setImmediate as letOthersIn } from "node:timers/promises";
import type { Books } from "../books/books.ts";
import { idsOnOurClock, liveOn } from "./live-on.ts";

/** Milliseconds that requests may have to wait for. */
const SLICE = 20;

/** Lets all happen that real time has made due, customer by customer, and requests in between. */
export async function catchUp(books: Books) {
  let begun = performance.now();
  for (const customer of idsOnOurClock(books)) {
    liveOn(books, [customer], books.now());
    if (performance.now() - begun < SLICE) continue;
    await letOthersIn();
    begun = performance.now();
  }
}
