import { once } from "node:events";
import { createServer } from "node:http";
import { customersOfOurs, endAllLeases } from "@portico/db";
import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import { freePort } from "@portico/sandbox/free-port";
import { openDeployment } from "./testing.ts";

interface Wish {
  customers: number;
  kills: number;
}

/** What a killed run had in hand when it died. */
const IN_HAND = 6;
const AT_ONCE = 20;
const HEADERS = { authorization: "Bearer sk_test_sandbox" };

/** Kills `portico sync` again and again, each time a little further on, and lets the last one finish. */
export async function proveKilledSyncs({ customers, kills }: Wish) {
  const port = await freePort();
  const deployment = await openDeployment({
    STRIPE_API_URL: `http://127.0.0.1:${port}`,
    STRIPE_REQUESTS_PER_SECOND: "10000",
  });
  onTestFinished(deployment.close);
  await makeCustomers(deployment.stripeUrl, customers);
  const watched = await watchStripe(deployment.stripeUrl, port);

  for (let kill = 1; kill <= kills; kill += 1) {
    const running = deployment.begin("sync", "--share", "0.75");
    // Who says more than a pipe holds stands still until somebody reads it.
    running.stdout.resume();
    running.stderr.resume();
    await watched.untilFetched((customers * kill) / (kills + 1));
    running.kill("SIGKILL");
    await once(running, "exit");
    // What it held ends within a minute; nobody waits for that here.
    await deployment.inDatabase(({ db }) => endAllLeases(db, new Date()));
  }
  const last = await deployment.portico("sync", "--share", "0.75", "--json");

  expect(last).toMatchObject({ code: 0 });
  const known = await deployment.inDatabase(({ db }) => customersOfOurs(db));
  expect(JSON.parse(last.out)).toMatchObject({ done: known.length });
  expect(known.length).toBeGreaterThanOrEqual(customers);
  expect(new Set(watched.fetched)).toEqual(new Set(known));
  expect(watched.fetched.length).toBeLessThanOrEqual(known.length + kills * IN_HAND);
}

async function makeCustomers(stripeUrl: string, count: number) {
  const places = Array.from({ length: count }, (_, place) => place).values();
  const makeSome = async () => {
    for (const place of places) {
      const body = new URLSearchParams({ "metadata[portico_organization]": `org_${place}` });
      await fetch(`${stripeUrl}/v1/customers`, { method: "POST", headers: HEADERS, body });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeSome));
}

/** Passes questions on to Stripe, and notes which customers were asked for. */
async function watchStripe(stripeUrl: string, port: number) {
  const fetched: string[] = [];
  const different = new Set<string>();
  let tell = () => {};
  const server = createServer((request, response) => {
    const id = /^\/v1\/customers\/(\w+)$/.exec(request.url ?? "")?.[1];
    if (id !== undefined) {
      fetched.push(id);
      different.add(id);
      tell();
    }
    void passOn(stripeUrl + (request.url ?? "")).then(({ status, date, text }) =>
      response.writeHead(status, { date }).end(text),
    );
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    fetched,
    untilFetched: (count: number) =>
      new Promise<void>((resolve) => {
        tell = () => {
          if (different.size >= count) resolve();
        };
        tell();
      }),
  };
}

async function passOn(url: string) {
  const answer = await fetch(url, { headers: HEADERS });
  const date = z.string().parse(answer.headers.get("date"));
  return { status: answer.status, date, text: await answer.text() };
}
