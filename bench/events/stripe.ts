import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { EVENTS } from "@portico/billing";
import { createSandbox } from "@portico/sandbox";
import Stripe from "stripe";
import { freePort } from "@portico/sandbox/free-port";

export type StripeOfBench = Awaited<ReturnType<typeof openStripe>>;

/** The sandbox as Stripe, on a port. What it would deliver is gathered, and who asks it what is counted. */
export async function openStripe() {
  let gathered: string[] = [];
  let requests = 0;
  let perSecond = Infinity;
  let second = { at: 0, answered: 0 };
  const sandbox = createSandbox({
    appUrl: "http://localhost:5173",
    apiUrl: "http://localhost:8787",
    events: Object.keys(EVENTS),
    fetch: async (request) => {
      const isStripes = new URL(request.url).pathname === "/webhooks/stripe";
      if (isStripes) gathered.push(await request.text());
      return new Response();
    },
  });
  const answer = getRequestListener(async (request) => {
    requests += 1;
    const at = Math.floor(performance.now() / 1000);
    if (second.at !== at) second = { at, answered: 0 };
    second.answered += 1;
    return second.answered > perSecond ? tooMany() : sandbox.stripe(request);
  });
  const port = await freePort();
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await once(server.listen(port, "127.0.0.1"), "listening");
  return {
    origin: `http://127.0.0.1:${port}`,
    keys: sandbox.keys,
    advance: sandbox.advance,
    requests: () => requests,
    /** From now on; whoever asks more is turned away. */
    answerAtMost(count: number) {
      perSecond = count;
    },
    /** The SDK, without the network. */
    sdk: sdkOver(sandbox.stripe, sandbox.keys.stripeSecretKey),
    /** The events since it was last asked, oldest first. */
    async events(): Promise<string[]> {
      await sandbox.settle();
      const events = gathered;
      gathered = [];
      return events;
    },
    close: () => void server.close(),
  };
}

function tooMany(): Response {
  const error = {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Too many requests.",
  };
  return Response.json({ error }, { status: 429 });
}

function sdkOver(answer: (request: Request) => Promise<Response>, key: string): Stripe {
  const fetch = async (...asked: ConstructorParameters<typeof Request>) =>
    answer(new Request(...asked));
  return new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    protocol: "http",
    host: "localhost",
    port: 12_111,
    telemetry: false,
  });
}
