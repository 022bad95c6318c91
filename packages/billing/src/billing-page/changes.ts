import type { Ears, Stop } from "@portico/db";
import { Refused } from "../reasons.ts";
import type { News } from "./rounds.ts";

/** Where we hear of changes: told by the database, or asking it about what is watched. */
export type Source = (ears: Ears & { watched(): string[] }) => Stop;

export interface Changes {
  /** Tells whenever something about the organization or the person changed, until the answer is called. */
  watch(organization: string, person: string, tell: (news: News) => void): () => void;
  /** It is over for everybody. */
  stop(): Promise<void>;
}

const MOST_OF_ORGANIZATION = 100;
/** Without HTTP/2 a browser keeps six connections to one address, and one has to stay free. */
const MOST_OF_PERSON = 5;

/** `onLost` and `onBack` are told once each time that nothing is heard, however often it is tried meanwhile. */
export function createChanges(
  source: Source,
  onLost: Ears["lost"],
  onBack: () => void = () => {},
): Changes {
  const watchers = new Map<string, Set<(news: News) => void>>();
  let isLost = false;
  let over = false;
  const stopSource = source({
    heard: (id) => tellWatchersOf(id, "changed"),
    listening() {
      if (isLost) onBack();
      isLost = false;
      tellAll("changed");
    },
    lost(error) {
      if (!isLost) onLost(error);
      isLost = true;
    },
    watched: () => [...watchers.keys()],
  });

  return {
    watch(organization, person, tell) {
      if (over) tell("over");
      const isFull =
        watching(organization) >= MOST_OF_ORGANIZATION || watching(person) >= MOST_OF_PERSON;
      if (isFull)
        throw new Refused("TOO_MANY_REQUESTS", {
          message: "This page is open in too many places at once. Close some of them.",
        });
      const leave = [join(organization, tell), join(person, tell)];
      return () => leave.forEach((each) => each());
    },
    async stop() {
      over = true;
      tellAll("over");
      await stopSource();
    },
  };

  function watching(id: string): number {
    return watchers.get(id)?.size ?? 0;
  }

  function join(id: string, tell: (news: News) => void): () => void {
    const own = watchers.get(id) ?? new Set();
    watchers.set(id, own.add(tell));
    return () => {
      own.delete(tell);
      if (own.size === 0) watchers.delete(id);
    };
  }

  function tellWatchersOf(id: string, news: News) {
    for (const tell of watchers.get(id) ?? []) tell(news);
  }

  function tellAll(news: News) {
    for (const id of watchers.keys()) tellWatchersOf(id, news);
  }
}
