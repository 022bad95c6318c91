import type { Contender } from "./contenders.ts";
import type { Sender } from "./sender.ts";
import type { Plan } from "./state.ts";
import type { StripeOfBench } from "./stripe.ts";

/** What came of one stream with one contender. */
export interface Result {
  events: number;
  acceptedIn: number;
  appliedIn: number;
  cpuMicroseconds: number;
  requestsToStripe: number;
  refused: number;
  /** Plans about which its rows say other than Stripe. */
  wrong: number;
}

const CONNECTIONS = 16;
const LOOK_EVERY_MS = 10;
const PATIENCE_MS = 900_000;

export async function measure(
  contender: Contender,
  bodies: string[],
  truth: Map<string, Plan>,
  { stripe, sender }: { stripe: StripeOfBench; sender: Sender },
): Promise<Result> {
  const { server, path } = contender;
  const secret = stripe.keys.stripeWebhookSecret;
  const [cpuBefore, requestsBefore] = [await server.cpu(), stripe.requests()];
  const begun = performance.now();
  const errand = { origin: server.origin, path, secret, bodies, connections: CONNECTIONS };
  const { seconds, refused } = await sender.send(errand);
  const isApplied = await contender.isDone();
  await untilDone(contender);
  const appliedIn = isApplied ? seconds : (performance.now() - begun) / 1000;
  const said = await contender.state();
  return {
    events: bodies.length,
    acceptedIn: seconds,
    appliedIn,
    cpuMicroseconds: (await server.cpu()) - cpuBefore,
    requestsToStripe: stripe.requests() - requestsBefore,
    refused,
    wrong: [...truth].filter(([id, plan]) => said.get(id) !== plan).length,
  };
}

async function untilDone({ name, isDone }: Contender) {
  const giveUp = performance.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (performance.now() > giveUp) throw new Error(`${name} is not done with its events.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
