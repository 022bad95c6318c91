import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createStripe } from "@portico/billing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type App, createApp } from "../app.ts";
import { type House, openHouse } from "../testing.ts";
import { requestTo, said, type Surface, SURFACES } from "./surfaces.ts";

const json = (status: number, body: object): RequestListener => {
  const text = JSON.stringify(body);
  return (_, response) => void response.writeHead(status).end(text);
};
const error = (type: string) => ({ error: { type, message: "sk_test_123 may not" } });

const TROUBLES: [string, RequestListener][] = [
  ["401", json(401, error("invalid_request_error"))],
  ["403", json(403, error("invalid_request_error"))],
  ["429", json(429, error("invalid_request_error"))],
  ["500", json(500, error("api_error"))],
  ["a page in HTML", (_, response) => void response.end("<html>")],
  ["an empty object", json(200, {})],
  ["half an answer", (_, response) => void response.write('{"id":')],
  ["a closed connection", (request) => void request.socket.destroy()],
  ["nothing", () => {}],
];

/** As over the network, with the patience that people get. */
let answer: RequestListener | undefined;
const server = createServer((request, response) => {
  if (answer) answer(request, response);
  else void passOn(request, response);
});

let house: House;
let app: App;
let bearers: Record<Surface["by"], string>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { secretKey } = house.settings.stripe;
  const stripe = createStripe({ secretKey, apiUrl: `http://127.0.0.1:${port}` });
  app = createApp({ ...house.deps, stripe });
  bearers = {
    session: await house.tokenOf("ada", "org_acme"),
    apiKey: await house.apiKeyOf("ada", "org_acme", ["billing:write"]),
  };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
});

const passOn = async (...[request, response]: Parameters<RequestListener>) => {
  const { method = "GET", url = "/", headers } = request;
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const asked = new Request(`http://localhost:12111${url}`, {
    method,
    headers: { authorization: headers.authorization ?? "" },
    ...(method === "POST" && { body: Buffer.concat(chunks).toString() }),
  });
  const told = await house.sandbox.stripe(asked);
  response.writeHead(told.status).end(await told.text());
};

const askAll = () =>
  Promise.all(
    SURFACES.map(async (surface) =>
      said(await app.fetch(requestTo(surface, { bearer: bearers[surface.by] }))),
    ),
  );

describe.each(TROUBLES)("Stripe answering %s", (_, trouble) => {
  it(
    "is each surface's own reason within ten seconds, and over when it is",
    { timeout: 15_000 },
    async () => {
      const startedAt = Date.now();
      answer = trouble;
      expect(await askAll()).toEqual(SURFACES.map(({ refused }) => refused.STRIPE_UNAVAILABLE));
      expect(Date.now() - startedAt).toBeLessThan(10_000);
      answer = undefined;
      expect(await askAll()).toEqual(SURFACES.map(({ granted }) => granted));
    },
  );
});
