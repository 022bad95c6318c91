import { openTestDatabase } from "@portico/db/testing";
import { expect, it, onTestFinished } from "vitest";
import { openFakeClock } from "./fake-clock.ts";
import { createPace, type Pace, pauseIn, StripePaused } from "./pace.ts";

const MINUTE = 60_000;

/** Three replicas on one database, in a time that passes only while all wait. */
async function openReplicas({ perSecond = 20, share = 0.75 } = {}) {
  const { db, close, statements } = await openTestDatabase();
  onTestFinished(close);
  const clock = openFakeClock();
  const replicas = [1, 2, 3].map(() =>
    createPace({ db, perSecond, share, random: () => 0.5, ...clock }),
  );
  return { clock, replicas, statements };
}

const times = <Made>(count: number, make: () => Made) => Array.from({ length: count }, make);

function mostInASecond(moments: number[]): number {
  return Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length),
  );
}

it("lets all replicas together ask no faster than they may", async () => {
  const { clock, replicas } = await openReplicas();
  const asked: number[] = [];
  await clock.run(
    replicas.flatMap((pace) =>
      times(40, () => async () => {
        await pace.turn();
        asked.push(clock.now().getTime());
      }),
    ),
  );
  expect(asked).toHaveLength(120);
  expect(mostInASecond(asked)).toBeLessThanOrEqual(20);
  expect(Math.max(...asked)).toBeLessThan(10_000);
});

it("lets one of them ask no faster than its own share", async () => {
  const { clock, replicas } = await openReplicas({ share: 0.25 });
  const asked: number[] = [];
  await clock.run(
    replicas.slice(0, 1).flatMap((pace) =>
      times(40, () => async () => {
        await pace.turn();
        asked.push(clock.now().getTime());
      }),
    ),
  );
  expect(mostInASecond(asked)).toBeLessThanOrEqual(6);
});

it("asks the database once for many who come together", async () => {
  const { clock, replicas, statements } = await openReplicas();
  const before = statements();
  await clock.run(times(50, () => async () => void (await replicas[0]?.turn())));
  expect(statements() - before).toBe(1);
});

it("stops all when one is told to wait, and says until when", async () => {
  const { clock, replicas } = await openReplicas();
  const [first, ...others] = replicas;
  const turn = await first?.turn();
  await turn?.failed(30_000);
  for (const pace of [first, ...others]) {
    const refused = await pace?.turn().catch((error: unknown) => pauseIn(error));
    expect(refused).toEqual(new StripePaused(new Date(clock.now().getTime() + 30_000)));
  }
});

it("refuses those who were waiting for their turn when the trouble began", async () => {
  const { clock, replicas } = await openReplicas();
  const gone: string[] = [];
  await clock.run(
    times(30, () => async () => {
      await replicas[0]?.turn().then(
        (turn) => turn.failed(0),
        (error: unknown) => gone.push(pauseIn(error) ? "refused" : String(error)),
      );
    }),
  );
  expect(gone.filter((each) => each === "refused").length).toBeGreaterThanOrEqual(25);
});

/** Asks until it is answered, and comes back when it is told to. */
async function askUntilAnswered(pace: Pace, ask: () => boolean, wait: (ms: Date) => Promise<void>) {
  for (;;)
    try {
      const turn = await pace.turn();
      if (ask()) return await turn.answered();
      await turn.failed(0);
    } catch (error) {
      const paused = pauseIn(error);
      if (!paused) throw error;
      await wait(paused.until);
    }
}

it("asks a Stripe that is gone for ten minutes a few times, however many wait, and then goes on", async () => {
  const { clock, replicas } = await openReplicas();
  const inVain: number[] = [];
  let answered = 0;
  const ask = () => {
    const at = clock.now().getTime();
    if (at >= 10 * MINUTE) answered += 1;
    else inVain.push(at);
    return at >= 10 * MINUTE;
  };
  const waitUntil = (until: Date) => clock.wait(until.getTime() - clock.now().getTime());
  await clock.run(
    replicas.flatMap((pace) => times(20, () => () => askUntilAnswered(pace, ask, waitUntil))),
  );
  expect(answered).toBe(60);
  expect(inVain.length).toBeLessThan(30);
  const later = inVain.filter((at) => at > 2 * MINUTE);
  expect(later.length).toBeGreaterThan(8);
  expect(mostInASecond(later)).toBe(1);
  expect(clock.now().getTime()).toBeLessThan(11.5 * MINUTE);
});

it("sends another to look when whoever went was never seen again", async () => {
  const { clock, replicas } = await openReplicas();
  const [first, second] = replicas;
  await (await first?.turn())?.failed(0);
  await clock.run([async () => clock.wait(2_000)]);
  await first?.turn();
  const refused = await second?.turn().catch((error: unknown) => pauseIn(error)?.until);
  expect(refused).toBeInstanceOf(Date);
  await clock.run([async () => clock.wait(20_000)]);
  await (await second?.turn())?.answered();
  await expect(first?.turn()).resolves.toBeDefined();
});
