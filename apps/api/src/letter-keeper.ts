import { together } from "@portico/billing";
import { type LetterRow, LettersNotKept } from "@portico/db";

const MOST_AT_ONCE = 100;

/** Letters that come while others are being kept share the next statement. Each is answered whether it is new. */
export function createLetterKeeper(keepLetters: (letters: LetterRow[]) => Promise<Set<string>>) {
  return together({
    most: MOST_AT_ONCE,
    goes: 2,
    async work(letters: LetterRow[]) {
      const kept = await keepLetters(letters);
      // Of several copies that came together, one is new.
      return letters.map(({ id }) => kept.delete(id));
    },
    isOneToBlame: (error) => error instanceof LettersNotKept && error.oneIsToBlame,
  });
}
