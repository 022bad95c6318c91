import type { Contender } from "./contenders.ts";
import type { Result } from "./measure.ts";

type Run = ReadonlyMap<Contender, Result>;

/** The median of the runs, and speeds beside the first one's, which is the floor. */
export function printEvents(title: string, runs: Run[]) {
  const [first] = runs;
  const [floor] = first?.keys() ?? [];
  if (!first || !floor) return;
  const of = (each: Contender, figure: (result: Result) => number) =>
    median(runs.map((run) => figureOf(run, each, figure)));
  const beside = (each: Contender, figure: (result: Result) => number) =>
    `${of(each, figure).toFixed(0)} (${(of(each, figure) / of(floor, figure)).toFixed(2)})`;

  console.log(`\n${title}\n`);
  console.log(
    "| | accepted per second | applied per second | CPU per event | requests to Stripe per event | refused | wrong |",
  );
  console.log(`|---|${"---:|".repeat(6)}`);
  for (const each of first.keys()) {
    const cells = [
      each.name,
      beside(each, ({ events, acceptedIn }) => events / acceptedIn),
      beside(each, ({ events, appliedIn }) => events / appliedIn),
      `${of(each, ({ events, cpuMicroseconds }) => cpuMicroseconds / events).toFixed(0)} µs`,
      of(each, ({ events, requestsToStripe }) => requestsToStripe / events).toFixed(3),
      of(each, ({ refused }) => refused).toFixed(0),
      of(each, ({ wrong }) => wrong).toFixed(0),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

function figureOf(run: Run, contender: Contender, figure: (result: Result) => number): number {
  const result = run.get(contender);
  return result ? figure(result) : Number.NaN;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
