import { setImmediate as turn } from "node:timers/promises";

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export interface TogetherNeeds<Item, Answer> {
  /** In one go. Answers each, in their order. */
  work(items: Item[]): Promise<Answer[]>;
  most: number;
  /** Goes under way at once. Another begins when no fewer wait than are under way, so that none is a crumb. */
  goes?: number;
  /** Whether one of them brought the error on itself, so that the others would do without it. */
  isOneToBlame?(error: unknown): boolean;
}

/** What comes at the same moment, or while others are being worked on shares the next go, say a statement and its commit. Each is answered after its own. */
export function together<Item, Answer>({
  work,
  most,
  goes = 1,
  isOneToBlame = () => false,
}: TogetherNeeds<Item, Answer>): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let begun = 0;
  let underWay = 0;

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (begun < goes && isWorthAGo()) void go();
    });

  function isWorthAGo() {
    return waiting.length > 0 && waiting.length >= underWay;
  }

  async function go() {
    begun += 1;
    await turn();
    while (isWorthAGo()) {
      const some = waiting.slice(0, most);
      waiting = waiting.slice(most);
      underWay += some.length;
      await workOn(some);
      underWay -= some.length;
    }
    begun -= 1;
  }

  async function workOn(some: Waiting<Item, Answer>[]) {
    try {
      const answers = await work(some.map(({ item }) => item));
      for (const [at, { resolve, reject }] of some.entries()) {
        const answer = answers[at];
        if (answer === undefined) reject(new Error("Nobody answered."));
        else resolve(answer);
      }
    } catch (error) {
      // One must not turn the others away.
      if (some.length > 1 && isOneToBlame(error)) for (const each of some) await workOn([each]);
      else for (const { reject } of some) reject(error);
    }
  }
}
