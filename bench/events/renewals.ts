import { startPortico } from "./contenders.ts";
import { measure } from "./measure.ts";
import { startSender } from "./sender.ts";
import { truthOf } from "./state.ts";
import { makePlans } from "./streams.ts";
import { openStripe } from "./stripe.ts";

const CUSTOMERS = 10_000;
const MONTH = 31 * 24 * 60 * 60;
const PER_SECOND = 100;

/** All plans renew at once, while Stripe answers a hundred questions a second and turns away the rest. */
export async function benchRenewals(databaseUrl: string) {
  const stripe = await openStripe();
  const sender = startSender();
  const plans = await makePlans(stripe, CUSTOMERS);
  const portico = await startPortico(databaseUrl, stripe);
  try {
    const about = { stripe, sender };
    await measure(portico, await stripe.events(), await truthOf(stripe.sdk, plans), about);
    stripe.advance(MONTH);
    const events = await stripe.events();
    await portico.startAgain(PER_SECOND);
    stripe.answerAtMost(PER_SECOND);
    const { appliedIn, requestsToStripe, wrong } = await measure(
      portico,
      events,
      await truthOf(stripe.sdk, plans),
      about,
    );
    console.log(
      `\n${CUSTOMERS.toLocaleString("en")} customers renewed at once: ${events.length} events, all applied after ` +
        `${appliedIn.toFixed(1)} s with ${requestsToStripe} requests to Stripe at ${PER_SECOND} a second at most, ${wrong} wrong.`,
    );
  } finally {
    sender.stop();
    await portico.close();
    stripe.close();
  }
}
