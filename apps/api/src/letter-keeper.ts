import { setImmediate as turn } from "node:timers/promises";
import { type LetterRow, LettersNotKept } from "@portico/db";

interface Waiting {
  letter: LetterRow;
  resolve(isNew: boolean): void;
  reject(error: unknown): void;
}

const MOST_AT_ONCE = 100;

/**
 * Letters that come together, or while others are being kept, share a statement and its commit.
 * Each is answered after its own row is committed: whether it is new.
 */
export function createLetterKeeper(keepLetters: (letters: LetterRow[]) => Promise<Set<string>>) {
  let waiting: Waiting[] = [];
  let isKeeping = false;

  return (letter: LetterRow): Promise<boolean> =>
    new Promise((resolve, reject) => {
      waiting.push({ letter, resolve, reject });
      if (!isKeeping) void keepAll();
    });

  async function keepAll() {
    isKeeping = true;
    await turn();
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await keep(together);
    }
    isKeeping = false;
  }

  async function keep(together: Waiting[]) {
    try {
      const kept = await keepLetters(together.map(({ letter }) => letter));
      // Of several copies that came together, one is new.
      for (const { letter, resolve } of together) resolve(kept.delete(letter.id));
    } catch (error) {
      const isOneToBlame = error instanceof LettersNotKept && error.oneIsToBlame;
      // One bad letter must not turn the others away.
      if (isOneToBlame && together.length > 1) for (const each of together) await keep([each]);
      else for (const { reject } of together) reject(error);
    }
  }
}
