import type { Answering } from "../testing.ts";

/** What goes wrong with a call that makes something at Stripe. A process dies while it waits for the answer. */
const TROUBLES = [
  "dies before",
  "dies after",
  "dropped_before",
  "dropped_after",
  "server_error",
  "unavailable",
  "too_many_requests",
  "in use",
  "silence",
] as const;
/** As many calls go well between them. */
const PEACE = Array.from({ length: TROUBLES.length }, () => "peace" as const);

type Card = (typeof TROUBLES)[number] | "peace";

export interface Troubles {
  /** Stripe, as a process has it that can be made to die. */
  of(die: () => Promise<void>): Answering;
  /** What has not gone wrong yet. */
  left(): Card[];
}

/** Whatever can go wrong goes wrong once with each of these calls, in any order, and processes die over so many more. */
export function openTroubles(stripe: Answering, moreDeaths: number): Troubles {
  const deaths = Array.from({ length: moreDeaths }, () =>
    oneOf(["dies before", "dies after"] as const),
  );
  const decks = new Map<string, Card[]>([
    ["/v1/customers", shuffled(TROUBLES)],
    ["/v1/checkout/sessions", shuffled([...TROUBLES, ...deaths, ...PEACE])],
  ]);
  return {
    left: () => [...decks.values()].flat(),
    of: (die) => async (request) => {
      const deck = request.method === "POST" && decks.get(new URL(request.url).pathname);
      return answer(request, (deck && deck.pop()) || "peace", die);
    },
  };

  async function answer(request: Request, card: Card, die: () => Promise<void>) {
    switch (card) {
      case "peace":
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
      default:
        request.headers.set("portico-sandbox-fault", JSON.stringify({ kind: card }));
        return stripe(request);
    }
  }
}

const IN_USE = {
  type: "idempotency_error",
  code: "idempotency_key_in_use",
  message: "Another request with this key is in progress.",
};

function shuffled(cards: readonly Card[]): Card[] {
  return cards
    .map((card) => ({ card, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ card }) => card);
}

export function oneOf<Item>(items: readonly Item[]): Item {
  const chosen = items[Math.floor(Math.random() * items.length)];
  if (chosen === undefined) throw new Error("There is none to choose.");
  return chosen;
}
