import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type DocumentedOperation, operationsOf } from "../openapi/documented-operations.ts";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { batchesTo, requestsTo, TRPC } from "./foreign-requests.ts";

let house: House;
let operations: DocumentedOperation[];
/** Whatever is Acme's and has an id. */
let ids: (string | number)[];
/** What nobody sends, so that whoever is told it was told of Acme. */
let secrets: string[];
/** Others: who has a customer too, Ada herself where she acts for Umbrella, who has none, and a program. */
let strangers: string[];
beforeEach(async () => {
  house = await openHouse();
  await house.settle();
  operations = await operationsOf(house);
  await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
  await vi.waitUntil(async () => (await acme()).log.length === 1, { timeout: 60_000 });
  ({ ids, secrets } = await belongings());
  strangers = await Promise.all([
    house.tokenOf("linus", "org_initech"),
    house.tokenOf("ada", "org_umbrella"),
    house.tokenOf("grace", "org_globex"),
    house.apiKeyOf("linus", "org_initech", ["billing:read", "billing:write", "credits:spend"]),
  ]);
});
afterEach(() => house.close());

const answerOf = z.object({ result: z.object({ data: z.unknown() }) });
const keys = z.array(z.looseObject({ id: z.string(), last4: z.string() }));
const history = z.object({ entries: z.array(z.looseObject({ object: z.string() })) });
const log = z.object({
  entries: z.array(z.looseObject({ id: z.number(), requestId: z.string() })),
});

/** What Acme's own admin sees. */
async function acme() {
  const authorization = `Bearer ${await house.tokenOf("ada", "org_acme")}`;
  const read = async (asked: string) => {
    const answer = await house.fetch(
      new Request(`${APP_URL}/trpc/${asked}`, { headers: { authorization } }),
    );
    return answerOf.parse(await answer.json()).result.data;
  };
  return {
    view: await read("billing.view"),
    keys: keys.parse(await read("billing.apiKeys.list")),
    log: log.parse(await read("billing.auditLog?input=%7B%7D")).entries,
    history: history.parse(await read("billing.history?input=%7B%7D")).entries,
  };
}

async function belongings() {
  const { stripe } = house.deps;
  const customer = "cus_acme";
  const of = { customer, limit: 100 };
  const subscriptions = (await stripe.subscriptions.list(of)).data;
  const invoices = (await stripe.invoices.list(of)).data;
  const methods = (await stripe.paymentMethods.list(of)).data;
  const own = await acme();
  return {
    ids: [
      "org_acme",
      "user_bob",
      customer,
      ...subscriptions.flatMap(({ id, items }) => [id, ...items.data.map((item) => item.id)]),
      ...[...invoices.slice(0, 2), ...methods, ...own.keys, ...own.log].map(({ id }) => id),
    ],
    secrets: [
      "Acme",
      "bob@acme.test",
      ...invoices.flatMap(({ number }) => number ?? []),
      ...own.log.map(({ requestId }) => requestId),
    ],
  };
}

describe("an organization learns nothing of another and changes nothing there, whatever ids it sends", () => {
  it("to which route", async () => {
    const reached = openAmong(operations).filter((path) => !TAKES_ITS_OWN_ALONE.has(path));
    expect(await reachedBy(requestsTo, operations)).toEqual(reached);
  });

  it("in one batch with calls of its own", async () => {
    const procedures = operations.filter(({ path }) => path.startsWith(TRPC));
    expect(await reachedBy(batchesTo, procedures)).toEqual(openAmong(procedures));
  });
});

/** Sends it all as each stranger, and says where they were not all turned away at the door. */
async function reachedBy(requestsOf: typeof requestsTo, asked: DocumentedOperation[]) {
  const before = await acme();
  const reached = new Set<string>();
  for (const operation of asked)
    for (const request of ids.flatMap((id) => [...requestsOf(operation, id)]))
      for (const stranger of strangers) {
        const sent = request.clone();
        sent.headers.set("authorization", `Bearer ${stranger}`);
        const answer = await house.fetch(sent);
        const text = await answer.text();
        const answered = text + JSON.stringify([...answer.headers]);
        const told = secrets.filter((secret) => answered.includes(secret));
        expect({ url: sent.url, told }).toEqual({ url: sent.url, told: [] });
        // The first call in a batch is one's own.
        if (answer.status < 400 && !text.startsWith('[{"error"')) reached.add(operation.path);
      }
  expect(await acme()).toEqual(before);
  expect(await opened()).toEqual(new Set(["cus_initech", "cus_umbrella"]));
  return [...reached].toSorted();
}

function openAmong(asked: DocumentedOperation[]) {
  return asked
    .map(({ path }) => path)
    .filter(opensToStrangers)
    .toSorted();
}

/** The others take a signature, or the id of a key of one's own. */
function opensToStrangers(path: string): boolean {
  return !path.startsWith("/webhooks/") && path !== "/trpc/billing.apiKeys.revoke";
}

/** There every id of somebody else's is refused. */
const TAKES_ITS_OWN_ALONE = new Set([
  ...["startCheckout", "previewChange", "changePlan", "cancelPlan", "resumePlan"].map(
    (procedure) => `${TRPC}billing.${procedure}`,
  ),
  ...["checkout", "preview", "change", "cancel", "resume"].map((verb) => `/v1/billing/${verb}`),
  `${TRPC}billing.buyCredits`,
  ...["checkout", "spend"].map((verb) => `/v1/credits/${verb}`),
]);

/** Whose portals were opened. */
async function opened(): Promise<Set<unknown>> {
  const customers = new Set<unknown>();
  const type = "billing_portal.session.created";
  for await (const { data } of house.deps.stripe.events.list({ type, limit: 100 }))
    customers.add("customer" in data.object && data.object.customer);
  return customers;
}
