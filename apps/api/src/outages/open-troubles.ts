import type { Answering } from "../testing.ts";

/** What can go wrong with a call, of which Stripe hears nothing, or makes what was asked for. */
const UNDONE = [
  "dies before",
  "dropped_before",
  "server_error",
  "unavailable",
  "too_many_requests",
  "in use",
] as const;
const DONE = ["dies after", "dropped_after", "silence"] as const;

type Trouble = (typeof UNDONE)[number] | (typeof DONE)[number];

export interface Troubles {
  /** Stripe, as a process has it that can be made to die while it waits for an answer. */
  of(die: () => Promise<void>): Answering;
  /** What has not gone wrong yet. */
  left(): Trouble[];
}

/** Whatever can go wrong with the calls that make a customer and a checkout does, in any order; and over so many checkouts more a process dies. */
export function openTroubles(stripe: Answering, moreDeaths: number): Troubles {
  const deaths = Array.from({ length: moreDeaths }, () => "dies after" as const);
  const all = [...UNDONE, ...DONE, ...deaths];
  const decks = new Map<string, (Trouble | undefined)[]>([
    // Once there is a customer we hear of it, and nobody asks for another.
    ["/v1/customers", ["dies after", ...shuffled(UNDONE)]],
    // As many go well.
    ["/v1/checkout/sessions", shuffled([...all, ...all.map(() => undefined)])],
  ]);
  return {
    left: () => [...decks.values()].flat().filter((trouble) => trouble !== undefined),
    of: (die) => async (request) => {
      const deck = request.method === "POST" && decks.get(new URL(request.url).pathname);
      return answer(request, deck ? deck.pop() : undefined, die);
    },
  };

  async function answer(request: Request, trouble: Trouble | undefined, die: () => Promise<void>) {
    switch (trouble) {
      case undefined:
        return stripe(request);
      case "dies before":
        await die();
        throw new Error("Nobody waits for an answer.");
      case "dies after":
        await stripe(request);
        await die();
        throw new Error("Nobody waits for an answer.");
      case "silence":
        await stripe(request);
        return new Promise<Response>(() => {});
      case "in use":
        return Response.json({ error: IN_USE }, { status: 409 });
      case "dropped_before":
      case "dropped_after":
      case "server_error":
      case "unavailable":
      case "too_many_requests":
        request.headers.set("portico-sandbox-fault", JSON.stringify({ kind: trouble }));
        return stripe(request);
    }
  }
}

const IN_USE = {
  type: "idempotency_error",
  code: "idempotency_key_in_use",
  message: "Another request with this key is in progress.",
};

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

export function oneOf<Item>(items: readonly Item[]): Item {
  const chosen = items[Math.floor(Math.random() * items.length)];
  if (chosen === undefined) throw new Error("There is none to choose.");
  return chosen;
}
