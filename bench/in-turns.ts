import { randomBytes } from "node:crypto";

export const ROUNDS = 5;
export const AT_ONCE = 100;
const ASKS = 10_000;

export interface Contender {
  name: string;
  /** The key is another each time. */
  ask(organization: string, key: string): Promise<unknown>;
}

/** Asks per second by name, beside the first one's: in turns, in one run, on one server. */
export async function inTurns(contenders: Contender[], organizations: string[]) {
  const speeds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  // The first round is to warm up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const each of contenders) {
      const speed = await measure(each, organizations);
      if (round > 0) speeds.get(each.name)?.push(speed);
    }
  const floor = median(speeds.get(contenders[0]?.name ?? ""));
  return (name: string) => {
    const speed = median(speeds.get(name));
    return `${speed.toFixed(0)} (${(speed / floor).toFixed(2)})`;
  };
}

async function measure({ ask }: Contender, organizations: string[]): Promise<number> {
  const round = randomBytes(4).toString("hex");
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < ASKS) {
        const at = next++;
        await ask(organizations[at % organizations.length] ?? "", `${round} ${at}`);
      }
    }),
  );
  return ASKS / ((performance.now() - begun) / 1000);
}

function median(values: number[] = []): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
