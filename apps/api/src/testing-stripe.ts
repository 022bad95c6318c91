import { createSandbox, type Sandbox } from "@portico/sandbox";
import Stripe from "stripe";
import { APP_URL } from "./testing-settings.ts";

export type Answering = (request: Request) => Promise<Response>;

/** The real SDK, over a function instead of a network. */
export function stripeThrough({ stripeSecretKey }: Sandbox["keys"], answer: Answering): Stripe {
  const fetch = async (...asked: ConstructorParameters<typeof Request>) =>
    answer(new Request(...asked));
  return new Stripe(stripeSecretKey, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    protocol: "http",
    host: "localhost",
    port: 12_111,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** As whoever owns the account asks it. */
export function stripeOf({ keys, stripe }: Pick<Sandbox, "keys" | "stripe">): Stripe {
  return stripeThrough(keys, stripe);
}

/** Stripe alone, whose letters nobody hears. */
export function openStripe() {
  const nobody = async () => new Response();
  const sandbox = createSandbox({ appUrl: APP_URL, apiUrl: "http://nobody.test", fetch: nobody });
  return { sandbox, stripe: stripeOf(sandbox) };
}
