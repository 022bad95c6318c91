import { type Contender, startContenders } from "./contenders.ts";
import { measure, type Result } from "./measure.ts";
import { startSender } from "./sender.ts";
import { truthOf } from "./state.ts";
import { makeBursts, makeEvenStream, makePlans } from "./streams.ts";
import { openStripe } from "./stripe.ts";
import { printEvents } from "./table.ts";

const CUSTOMERS = 200;
const ROUNDS = 9;

/** Events taken and applied, beside a floor and a peer: the same events to each, in turns, in one run. */
export async function benchEvents(databaseUrl: string) {
  const stripe = await openStripe();
  const sender = startSender();
  const plans = await makePlans(stripe, CUSTOMERS);
  const contenders = await startContenders(databaseUrl, stripe);
  const run = async (bodies: string[], begins = 0) => {
    const truth = await truthOf(stripe.sdk, plans);
    const results = new Map<Contender, Result>();
    // Whoever comes after another finds the server busy with what that one left.
    for (const each of [...contenders.slice(begins), ...contenders.slice(0, begins)])
      results.set(each, await measure(each, bodies, truth, { stripe, sender }));
    return results;
  };
  try {
    // What was before the events that count, and a first stream like theirs; who took both is warm.
    await run(await stripe.events());
    stripe.advance(10);
    await run(await makeEvenStream(stripe, plans));
    const even = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      stripe.advance(10);
      even.push(await run(await makeEvenStream(stripe, plans), round % contenders.length));
    }
    printEvents(
      `${CUSTOMERS * 10} events of ${CUSTOMERS} customers, evenly (median of ${ROUNDS} streams)`,
      even,
    );
    stripe.advance(10);
    printEvents("The same in bursts", [await run(await makeBursts(stripe, plans))]);
    stripe.advance(10);
    const twice = await makeEvenStream(stripe, plans);
    printEvents("Shuffled, and each twice", [await run(shuffled([...twice, ...twice]))]);
  } finally {
    sender.stop();
    for (const each of contenders) await each.close();
    stripe.close();
  }
}

/** The same way each time. */
function shuffled(bodies: string[]): string[] {
  let seed = 1;
  const drawn = bodies.map((body) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return { body, seed };
  });
  return drawn.toSorted((one, other) => one.seed - other.seed).map(({ body }) => body);
}
