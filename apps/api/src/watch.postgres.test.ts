import { makePlace } from "@portico/db/testing";
import { expect, it, onTestFinished, vi } from "vitest";
import { openStreet, type Replica, sendTo, SOON } from "./outages/street.ts";
import { tokenFrom } from "./testing-clerk.ts";
import { stripeOf } from "./testing-stripe.ts";
import { type Watching, watchThrough } from "./watching.ts";

const CHANGES = 9;
const A_SECOND = 1_000;

/** Two replicas of ours: all letters come to one, and an open page asks the other. */
async function openTwoReplicas() {
  const { place, remove } = await makePlace();
  onTestFinished(remove);
  let told: Replica | undefined;
  /** When Stripe had its 200 for the first letter since the last change. */
  let answeredAt: number | undefined;
  const { sandbox, startReplica, close } = await openStreet(place, async (request) => {
    if (!told) throw new Error("Nobody listens yet.");
    const answer = await sendTo(told, request);
    answeredAt ??= performance.now();
    return answer;
  });
  onTestFinished(close);
  // Whoever is killed at work keeps its leases for a minute, so the one that shows the page does none.
  const [hearing, showing] = await Promise.all([startReplica(), startReplica({ role: "api" })]);
  told = hearing;
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), SOON);
  const stripe = stripeOf(sandbox);
  return {
    hearing,
    showing,
    startReplica,
    /** The page of Umbrella, asking whoever is there to be asked. */
    watch(asked: () => Replica): Watching {
      const page = watchThrough(
        (url, init) => fetch(asked().url + new URL(url).pathname, init),
        () => tokenFrom(sandbox, "ada", "org_umbrella"),
      );
      onTestFinished(page.stop);
      return page;
    },
    async setSeats(quantity: number) {
      const { items } = await stripe.subscriptions.retrieve("sub_umbrella");
      const changed = items.data.map(({ id }) => ({ id, quantity }));
      answeredAt = undefined;
      await stripe.subscriptions.update("sub_umbrella", {
        items: changed,
        proration_behavior: "none",
      });
    },
    sinceAnswered: () => performance.now() - (answeredAt ?? Infinity),
  };
}

type View = Watching["views"][number];
const seatsIn = (view: View | undefined) => view?.subscriptions[0]?.items[0]?.quantity;
const untilSeats = ({ views }: Watching, seats: number) =>
  vi.waitFor(() => expect(seatsIn(views.at(-1))).toBe(seats), { ...SOON, interval: 5 });
const untilShown = ({ views }: Watching) =>
  vi.waitUntil(() => seatsIn(views.at(-1)) !== undefined, SOON);

it("shows a change within a second of Stripe's letter, which another replica was told of", async () => {
  const { showing, watch, setSeats, sinceAnswered } = await openTwoReplicas();
  const page = watch(() => showing);
  await untilShown(page);
  const took: number[] = [];
  for (let seats = 101; seats < 101 + CHANGES; seats += 1) {
    await setSeats(seats);
    await untilSeats(page, seats);
    took.push(sinceAnswered());
  }
  // The machine may be busy with other tests now and then.
  expect(took.toSorted((one, other) => one - other)[Math.floor(CHANGES / 2)]).toBeLessThan(
    A_SECOND,
  );
});

it("catches up on another replica when the one it was open on died, and repeats nothing", async () => {
  const { hearing, showing, startReplica, watch, setSeats } = await openTwoReplicas();
  let asked = showing;
  const pages = [watch(() => asked), watch(() => hearing)] as const;
  await Promise.all(pages.map(untilShown));
  const [cut, whole] = pages;
  const before = cut.views.length;
  await showing.end("SIGKILL");
  for (const seats of [201, 202]) await setSeats(seats);
  await untilSeats(whole, 202);
  expect(cut.views).toHaveLength(before);
  asked = await startReplica({ role: "api" });
  await untilSeats(cut, 202);
  await setSeats(203);
  await untilSeats(cut, 203);
  expect(cut.views.slice(before).map(seatsIn)).toEqual([202, 203]);
});
