import Stripe from "stripe";
import { z } from "zod";
import { openFaults } from "../../faults/faults.ts";
import { makeKeys } from "../../keys.ts";
import { worldInMemory, type World } from "../../world.ts";
import { createStripeSandbox } from "../index.ts";

export const STRIPE_URL = "http://localhost:12111";
export const KEYS = makeKeys();

interface Wish {
  world?: World;
  appUrl?: string;
  webhookUrl?: string;
  /** What the host answers to webhooks. */
  host?: (request: Request) => Promise<Response>;
  /** How latency passes; without it, in real time. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** A sandbox in this process and the real SDK on top of it. Time stands still until it is moved. */
export function openTestSandbox(wish: Wish = {}) {
  const clock = { now: Date.now() };
  const answers: Response[] = [];
  const faults = openFaults(() => clock.now);
  const sandbox = createStripeSandbox({
    world: wish.world ?? worldInMemory(),
    keys: KEYS,
    appUrl: wish.appUrl ?? "http://localhost:5173",
    webhookUrl: wish.webhookUrl ?? "http://localhost:8787/webhooks/stripe",
    webhookEvents: ["*"],
    publicUrl: STRIPE_URL,
    fetch: wish.host ?? (async () => new Response()),
    now: () => clock.now,
    faults,
    ...(wish.wait && { wait: wish.wait }),
  });
  const httpClient = Stripe.createFetchHttpClient(
    async (...asked: ConstructorParameters<typeof Request>) => {
      const answer = await sandbox.fetch(new Request(...asked));
      answers.push(answer.clone());
      return answer;
    },
  );
  const stripe = new Stripe("sk_test_anything", {
    host: "localhost",
    port: 12111,
    protocol: "http",
    httpClient,
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return {
    ...sandbox,
    faults,
    stripe,
    clock,
    /** The types of the newest events, the newest first. */
    newest: async (limit: number) =>
      (await stripe.events.list({ limit })).data.map(({ type }) => type),
    moveBy: (seconds: number) => sandbox.moveTo(sandbox.books.now() + seconds),
    /** The newest answer, as it was on the wire. */
    lastAnswer: () => answers.at(-1) ?? new Response(),
    /** A plain request, as curl would send it. */
    ask: (path: string, init: RequestInit & { key?: string } = {}) => {
      const { key = "sk_test_anything", ...rest } = init;
      const headers = new Headers(rest.headers);
      if (key !== "") headers.set("authorization", `Bearer ${key}`);
      return sandbox.fetch(new Request(STRIPE_URL + path, { ...rest, headers }));
    },
  };
}

const refusal = z.object({
  error: z.looseObject({ message: z.string(), code: z.string().optional() }),
});

export async function errorIn(answer: Response) {
  return refusal.parse(await answer.json()).error;
}

/** What Stripe refused a request with. */
export async function refusalOf(asked: Promise<unknown>) {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error("Nothing was refused.", { cause: error });
}
