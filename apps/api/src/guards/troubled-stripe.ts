import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createStripe } from "@portico/billing";
import { z } from "zod";
import type { House } from "../testing.ts";

const json = (status: number, body: object): RequestListener => {
  const text = JSON.stringify(body);
  return (_, response) => void response.writeHead(status).end(text);
};
const error = (type: string) => ({ error: { type, message: "sk_test_123 may not" } });

export const TROUBLES: [string, RequestListener][] = [
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
export async function openTroubledStripe({ sandbox, settings }: House) {
  let answer: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (answer) answer(request, response);
    else void passOn(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { secretKey } = settings.stripe;
  return {
    stripe: createStripe({ secretKey, apiUrl: `http://127.0.0.1:${port}` }),
    /** From now on; without it, as the sandbox does. */
    answers(how?: RequestListener) {
      answer = how;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  async function passOn(...[request, response]: Parameters<RequestListener>) {
    const { method = "GET", url = "/", headers } = request;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const key = headers["idempotency-key"];
    const asked = new Request(`http://localhost:12111${url}`, {
      method,
      headers: {
        authorization: headers.authorization ?? "",
        ...(typeof key === "string" && { "idempotency-key": key }),
      },
      ...(method === "POST" && { body: Buffer.concat(chunks).toString() }),
    });
    const told = await sandbox.stripe(asked);
    response.writeHead(told.status).end(await told.text());
  }
}
