import { drainInbox, EVENTS, receiveEvent, refreshCustomer } from "@portico/billing";
import {
  type Database,
  endAllLeases,
  historyUntil,
  keepLetters,
  mirrorOf,
  organizationsOf,
} from "@portico/db";
import { createSandbox } from "@portico/sandbox";
import { catalog } from "../catalog.ts";
import { type Answering, APP_URL } from "../testing.ts";
import { stripeOf, stripeThrough } from "../testing-stripe.ts";
import type { Life, Move, Step, Trouble } from "./moves.ts";
import { ours } from "./ours.ts";
import { act, type Offer } from "./seller.ts";
import { truthOf } from "./truth.ts";

interface Mail {
  body: string;
  signature: string;
}

const ALL_TIME_MS = 60 * 60_000;
/** A letter that is not done by then never is. */
const ENOUGH = 100;

/** Stripe, the post between us, and our rows: everything that may go wrong between them can be made to. */
export async function openStage(db: Database, { skew }: Life) {
  const mail: Mail[] = [];
  const sandbox = createSandbox({
    appUrl: APP_URL,
    apiUrl: "http://localhost:8787",
    events: Object.keys(EVENTS),
    fetch: async (request) => {
      const signature = request.headers.get("stripe-signature");
      if (signature !== null) mail.push({ body: await request.text(), signature });
      return new Response();
    },
  });
  const atStripe = stripeOf(sandbox);
  let waited = 0;
  let troubles: Trouble[] = [];
  let robbery = Promise.resolve();
  const failures: unknown[] = [];
  const needs = {
    db,
    stripe: stripeThrough(sandbox.keys, troubled),
    now: () => new Date(Date.now() + waited),
    monotonic: () => performance.now() + waited,
    catalog,
    tells: true,
    graceDays: 14,
    onFailure: (_: string, error: unknown) => void failures.push(error),
  };
  // Those before it lived in the future, and what they left by their clock is held for ever by this one's.
  await endAllLeases(db, new Date(0));
  await sandbox.settle();
  // What the sandbox is seeded with is no part of these lives.
  mail.length = 0;
  const { offer, customers } = await furnish();

  return { play, settle, compare, remember };

  async function play(step: Step) {
    if (step.kind === "act") await happen(step.act);
    else if (step.kind === "pass") await pass(step.seconds);
    else if (step.kind === "deliver") await deliver(step.picks, step.again);
    else if (step.kind === "drain") await drain(step.troubles);
    else await refreshCustomer(needs, nth(step.customer), { by: "refresh", actor: "user_ada" });
  }

  async function furnish() {
    const product = await atStripe.products.create({ name: "Plan" });
    const prices = await Promise.all(
      [900, 2900, 9900].map((unit_amount) =>
        atStripe.prices.create({
          product: product.id,
          currency: "usd",
          unit_amount,
          recurring: { interval: unit_amount > 5000 ? "year" : "month" },
        }),
      ),
    );
    const { id: coupon } = await atStripe.coupons.create({
      percent_off: 25,
      duration: "repeating",
      duration_in_months: 2,
    });
    const made = await Promise.all([0, 1, 2].map(() => atStripe.customers.create()));
    const organizations = made.map(({ id }) => `org_${id}`);
    for (const [at, { id }] of made.entries()) {
      const portico_organization = organizations[at] ?? "";
      await atStripe.customers.update(id, { metadata: { portico_organization } });
    }
    await sandbox.settle();
    return {
      offer: { prices: prices.map(({ id }) => id), coupon, organizations } satisfies Offer,
      customers: made.map(({ id }) => id),
    };
  }

  async function happen({ customer, move }: { customer: number; move: Move }) {
    await act(atStripe, offer, nth(customer), move);
    await sandbox.settle();
  }

  async function pass(seconds: number) {
    waited += seconds * 1000;
    sandbox.advance(seconds);
    await sandbox.settle();
  }

  async function deliver(picks: number[], again: boolean) {
    for (const pick of picks) {
      const [letter] = mail.splice(pick % Math.max(mail.length, 1), 1);
      if (!letter) return;
      await receive(letter);
      if (again) mail.push(letter);
    }
  }

  async function receive({ body, signature }: Mail) {
    const keepLetter = async (letter: Parameters<typeof keepLetters>[1][number]) =>
      (await keepLetters(db, [letter])).has(letter.id);
    const secrets = [sandbox.keys.stripeWebhookSecret];
    const now = () => new Date();
    const receipt = await receiveEvent(
      { secrets, livemode: false, now, keepLetter },
      Buffer.from(body),
      signature,
    );
    if (!receipt.signed) throw new Error("A letter of Stripe's was not taken for one.");
  }

  async function drain(withTroubles: Trouble[]) {
    troubles = [...withTroubles];
    await drainInbox(needs);
    // Whoever gives up at the first refusal does not wait for the other answers.
    await robbery;
    troubles = [];
  }

  /** Answers our questions, and lets something go wrong with each. */
  async function troubled(request: Request): ReturnType<Answering> {
    const trouble = troubles.shift() ?? { kind: "none" };
    if (trouble.kind === "down")
      return Response.json({ error: { type: "api_error" } }, { status: 503 });
    if (trouble.kind === "overtaken") await happen(trouble.act);
    if (trouble.kind === "slow") await pass(trouble.seconds);
    const answer = await sandbox.stripe(request);
    if (trouble.kind === "stale") await happen(trouble.act);
    if (trouble.kind === "robbed") await (robbery = beRobbed());
    return skewed(answer);
  }

  /** Our lease ends under the question, and another worker takes over. */
  async function beRobbed() {
    waited += 61_000;
    const waiting = troubles;
    troubles = [];
    await drainInbox(needs);
    troubles = waiting;
  }

  function skewed(answer: Response): Response {
    const date = Date.parse(answer.headers.get("date") ?? "") + skew * 1000;
    answer.headers.set("date", new Date(date).toUTCString());
    return answer;
  }

  /** All letters arrive, and all is answered. */
  async function settle() {
    for (const letter of mail.splice(0)) await receive(letter);
    let rounds = 0;
    do {
      waited += ALL_TIME_MS;
      if ((rounds += 1) > ENOUGH)
        throw new Error("Some letters are never done.", { cause: failures.at(-1) });
    } while ((await drainInbox(needs)) > 0);
  }

  /** What history alone says of each organization, beside the rows of its customer. */
  async function remember(): Promise<{ remembered: unknown; said: unknown }[]> {
    const held = await organizationsOf(db, customers);
    return Promise.all(
      [...held].map(async ([customer, organization]) => {
        const remembered: Record<string, unknown> = {};
        for (const { objectId, after } of await historyUntil(db, organization, needs.now())) {
          if (after) remembered[objectId] = after;
          else delete remembered[objectId];
        }
        const rows = await mirrorOf(db, customer);
        return { remembered, said: Object.fromEntries(rows.map(({ id, says }) => [id, says])) };
      }),
    );
  }

  /** Our rows beside the truth. Of a customer that is nobody's we keep no more than that. */
  async function compare(): Promise<{ said: unknown; truth: unknown }[]> {
    return Promise.all(
      customers.map(async (customer) => {
        const truth = Object.fromEntries(await truthOf(atStripe, customer));
        const said = Object.fromEntries(ours(await mirrorOf(db, customer)));
        const isOurs = JSON.stringify(truth[customer])?.includes("org_") ?? true;
        return isOurs ? { said, truth } : { said: said[customer], truth: truth[customer] };
      }),
    );
  }

  function nth(customer: number): string {
    return customers[customer % customers.length] ?? "";
  }
}
