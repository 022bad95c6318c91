import type { Figures } from "./load.ts";

/** What was measured of one way, by how many connections asked. */
export interface Row {
  name: string;
  rounds: ReadonlyMap<number, Figures[]>;
}

/** CPU and speed of each way beside the first one's, which is the floor. */
export function printTable(title: string, rows: Row[]) {
  const [floor] = rows;
  if (!floor) return;
  const counts = [...floor.rounds.keys()];
  const heads = ["CPU per open", "opens per second"].flatMap((what) =>
    counts.map((connections) => `${what}, ${connections}`),
  );
  console.log(`\n${title}\n`);
  console.log(`| | ${heads.join(" | ")} |`);
  console.log(`|---|${"---:|".repeat(heads.length)}`);
  for (const row of rows) {
    const cpu = counts.map((count) => beside(cpuOf(row, count), cpuOf(floor, count), " µs"));
    const speed = counts.map((count) => beside(speedOf(row, count), speedOf(floor, count), ""));
    console.log(`| ${row.name} | ${[...cpu, ...speed].join(" | ")} |`);
  }
}

function beside(value: number, floor: number, unit: string): string {
  return `${value.toFixed(0)}${unit} (${(value / floor).toFixed(2)})`;
}

function cpuOf({ rounds }: Row, connections: number): number {
  return median(rounds.get(connections), ({ cpuMicroseconds, opens }) => cpuMicroseconds / opens);
}

function speedOf({ rounds }: Row, connections: number): number {
  return median(rounds.get(connections), ({ opens, seconds }) => opens / seconds);
}

function median(rounds: Figures[] = [], of: (figures: Figures) => number): number {
  const values = rounds.map(of).toSorted((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
