import { createServer, type RequestListener } from "node:http";
import Stripe from "stripe";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createStripe } from "./create-stripe.ts";
import { pauseIn, StripePaused } from "./pace.ts";

/** A Stripe of ours that answers like this, asked by a client whose pace only takes notes. */
async function pacedStripeThat(answer: RequestListener) {
  const noted: (string | number)[] = [];
  const pause: { until?: Date } = {};
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const pace = {
    async turn() {
      if (pause.until) throw new StripePaused(pause.until);
      noted.push("turn");
      return {
        answered: async () => void noted.push("answered"),
        failed: async (retryAfterMs: number) => void noted.push("failed", retryAfterMs),
      };
    },
  };
  const apiUrl = `http://127.0.0.1:${port}`;
  return { stripe: createStripe({ secretKey: "sk_test_1", apiUrl, pace }), noted, pause };
}

it("gives every page of a list its own turn", async () => {
  const { stripe, noted } = await pacedStripeThat((request, response) => {
    const isFirst = !request.url?.includes("starting_after");
    const data = [{ id: isFirst ? "cus_1" : "cus_2" }];
    response.end(JSON.stringify({ object: "list", data, has_more: isFirst }));
  });
  const found: string[] = [];
  for await (const { id } of stripe.customers.list()) found.push(id);
  expect(found).toEqual(["cus_1", "cus_2"]);
  expect(noted.filter((each) => each === "turn")).toHaveLength(2);
});

it("counts a refusal as an answer", async () => {
  const { stripe, noted } = await pacedStripeThat((_, response) => {
    response.statusCode = 404;
    response.end(JSON.stringify({ error: { type: "invalid_request_error" } }));
  });
  await expect(stripe.customers.retrieve("cus_1")).rejects.toBeInstanceOf(
    Stripe.errors.StripeInvalidRequestError,
  );
  expect(noted).toEqual(["turn", "answered"]);
});

it.each<[string, RequestListener, number]>([
  ["a 429 that says when to come back", trouble(429, { "retry-after": "7" }), 7_000],
  ["a plain 429", trouble(429), 0],
  ["an error of Stripe's own", trouble(503), 0],
  ["a dropped connection", (request) => request.socket.destroy(), 0],
  ["an answer that stops in the middle", half, 0],
])("counts %s as trouble", async (_, answer, retryAfterMs) => {
  const { stripe, noted } = await pacedStripeThat(answer);
  await expect(stripe.customers.retrieve("cus_1")).rejects.toBeInstanceOf(
    Stripe.errors.StripeError,
  );
  expect(noted.slice(0, 3)).toEqual(["turn", "failed", retryAfterMs]);
  expect(noted).not.toContain("answered");
});

it("tells whoever asks during a pause when to come back", async () => {
  const { stripe, noted, pause } = await pacedStripeThat(trouble(200));
  pause.until = new Date(5_000);
  const refused = await stripe.customers.retrieve("cus_1").catch((error: unknown) => error);
  expect(pauseIn(refused)).toEqual(new StripePaused(pause.until));
  expect(noted).toEqual([]);
});

function trouble(status: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(JSON.stringify({ error: { type: "api_error" } }));
  };
}

function half(request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1]) {
  response.write('{"id":');
  setImmediate(() => request.socket.destroy());
}
