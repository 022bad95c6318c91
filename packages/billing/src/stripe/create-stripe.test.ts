import { createServer, type RequestListener } from "node:http";
import Stripe from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createStripe } from "./create-stripe.ts";

/** A Stripe of ours that answers like this, how often it was asked, and what we heard. */
async function stripeThat(answer: RequestListener, finished = onTestFinished) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  finished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const apiUrl = `http://127.0.0.1:${port}`;
  const answers: (number | null)[] = [];
  const onAnswer = (status: number | null) => answers.push(status);
  return { stripe: createStripe({ secretKey: "sk_test_1", apiUrl, onAnswer }), asked, answers };
}

it("reads an answer, and the headers that came with it", async () => {
  const { stripe, asked } = await stripeThat((request, response) => {
    response.setHeader("request-id", "req_1");
    response.end(JSON.stringify({ id: "cus_1", auth: request.headers.authorization }));
  });
  const customer = await stripe.customers.create({ name: "Äcme" });
  expect(customer).toMatchObject({ id: "cus_1", auth: "Bearer sk_test_1" });
  expect(customer.lastResponse).toMatchObject({ requestId: "req_1", statusCode: 200 });
  expect(asked).toEqual(["POST /v1/customers"]);
});

it("sends a body as Stripe reads it, and gives its refusals the SDK's classes", async () => {
  const { stripe } = await stripeThat((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      response.statusCode = 402;
      response.end(JSON.stringify({ error: { type: "card_error", message: body } }));
    });
  });
  const refused = stripe.customers.create({ name: "Äcme & Söhne" });
  await expect(refused).rejects.toThrow("name=%C3%84cme%20%26%20S%C3%B6hne");
  await expect(refused).rejects.toBeInstanceOf(Stripe.errors.StripeCardError);
});

it("asks once more when the connection is dropped, with the same key", async () => {
  const keys: unknown[] = [];
  const { stripe, answers } = await stripeThat((request, response) => {
    keys.push(request.headers["idempotency-key"]);
    if (keys.length === 1) request.socket.destroy();
    else response.end(JSON.stringify({ id: "cus_1" }));
  });
  await expect(stripe.customers.create({})).resolves.toHaveProperty("id");
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  expect(answers).toEqual([null, 200]);
});

// Both wait for real seconds, so they wait together.
describe.concurrent("a Stripe that", () => {
  it.for<[string, RequestListener]>([
    ["never answers", () => {}],
    ["stops in the middle of its answer", (_, response) => void response.write('{"id":')],
  ])("%s is given up within seconds", async ([, answer], context) => {
    const { stripe } = await stripeThat(answer, context.onTestFinished);
    const startedAt = Date.now();
    await expect(stripe.customers.create({})).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    );
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

it("says that nothing answers where nothing listens", async () => {
  const stripe = createStripe({ secretKey: "sk_test_1", apiUrl: "http://127.0.0.1:1" });
  await expect(stripe.customers.retrieve("cus_1")).rejects.toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  );
});
