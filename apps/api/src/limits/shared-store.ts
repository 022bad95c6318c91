import { namelessClient } from "@portico/db";
import type { AppDeps } from "../deps.ts";

type Client = ReturnType<typeof namelessClient>;

const PATIENCE_MS = 500;
const REST_MS = 5_000;

/** Where all processes count together. While the database is slow or gone it is left alone: nobody waits for it, and each process counts for itself. */
export function sharedStore({ db, now, log }: Pick<AppDeps, "db" | "now" | "log">): Client {
  const client = namelessClient(db);
  const clock = () => now().getTime();
  let restsUntil = Number.NEGATIVE_INFINITY;

  return {
    async query(statement) {
      if (clock() < restsUntil) throw new Error("The database did not answer just now.");
      return inTime(client.query(statement)).catch((error: unknown) => {
        if (clock() >= restsUntil) log.warn({ error }, "limits are counted by each process itself");
        restsUntil = clock() + REST_MS;
        throw error;
      });
    },
  };
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let giveUp: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`The database did not answer within ${PATIENCE_MS} ms.`);
    giveUp = setTimeout(reject, PATIENCE_MS, error);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(giveUp));
}
