import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP_URL, type House, openHouse } from "../testing.ts";
import { type DocumentedOperation, operationsOf } from "./documented-operations.ts";
import { readSchema } from "./read-schema.ts";

let house: House;
let operations: DocumentedOperation[];
let bearers: string[];
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  operations = await operationsOf(house);
  bearers = await Promise.all([
    house.tokenOf("ada", "org_acme"),
    house.tokenOf("ada", null),
    house.tokenOf("bob", "org_acme"),
    house.tokenOf("grace", "org_globex"),
    house.apiKeyOf("ada", "org_acme", ["billing:write"]),
    house.apiKeyOf("ada", "org_acme", ["billing:read"]),
    house.apiKeyOf("grace", "org_globex", ["billing:write"]),
  ]);
});
afterAll(() => house.close());

/** Values that a schema allows, now and then with something in it that it does not. */
function valueOf(schema: object): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: allowedBy(schema) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function allowedBy(schema: object): fc.Arbitrary<unknown> {
  const { type, fixed, some, choices, items, properties, required } = readSchema(schema);
  if (fixed !== undefined) return fc.constant(fixed);
  if (some) return fc.constantFrom(...some);
  if (choices) return fc.oneof(...choices.map(valueOf));
  if (type === "array") return fc.array(items ? valueOf(items) : fc.jsonValue(), { maxLength: 4 });
  if (type === "integer" || type === "number")
    return fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double(), fc.maxSafeInteger());
  if (type === "boolean") return fc.boolean();
  if (properties) {
    const fields: Record<string, fc.Arbitrary<unknown>> = {};
    for (const [key, of] of Object.entries(properties)) fields[key] = valueOf(of);
    const complete = fc.record(fields, { requiredKeys: required });
    return fc.oneof(
      { weight: 4, arbitrary: complete },
      fc.record({ ...fields, stray: fc.jsonValue() }, { requiredKeys: [] }),
    );
  }
  return text;
}

const text = fc.oneof(
  fc.constantFrom(
    `${APP_URL}/billing`,
    "https://evil.test/",
    "javascript:alert(1)",
    "sub_acme",
    "sub_initech",
    "2030-01-01T00:00:00Z",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
);

const json = (value: unknown) => JSON.stringify(value) ?? "";

function requestTo(operation: DocumentedOperation) {
  const { method, path, query, body } = operation;
  const sent = body
    ? fc.oneof(
        { weight: 8, arbitrary: valueOf(body).map(json) },
        { weight: 1, arbitrary: fc.string() },
      )
    : fc.oneof(fc.constant(""), fc.json());
  const asked = query
    ? valueOf(query.schema).map(json)
    : fc.option(fc.string(), { nil: undefined });
  return fc
    .record({
      sent,
      asked,
      bearer: fc.option(
        fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...bearers) }, fc.base64String()),
        { nil: undefined, freq: 8 },
      ),
      type: fc.oneof(
        { weight: 8, arbitrary: fc.constant("application/json") },
        fc.constantFrom(
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
        ),
      ),
      requestId: fc.option(fc.stringMatching(/^[\x20-\x7e]{0,40}$/), { nil: undefined }),
    })
    .map(({ sent: content, asked: value, bearer, type, requestId }) => {
      const headers = new Headers({
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(requestId && { "x-request-id": requestId }),
      });
      if (method === "POST") headers.set("content-type", type);
      const search =
        query && value !== undefined ? `?${query.name}=${encodeURIComponent(value)}` : "";
      return {
        path: path + search,
        init: { method, headers: [...headers], ...(method === "POST" && { body: content }) },
      };
    });
}

it("answers nothing but what it documents, whatever is sent", async () => {
  const cases = fc
    .constantFrom(...operations)
    .chain((operation) => fc.tuple(fc.constant(operation), requestTo(operation)));
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(cases, async ([operation, { path, init }]) => {
      const answer = await house.fetch(new Request(APP_URL + path, init));
      met.add(`${operation.path} ${answer.status}`);
      const schema = operation.answers.get(answer.status);
      expect(answer.status, `${operation.method} ${path}`).not.toBe(500);
      if (schema === undefined)
        throw new Error(`${answer.status} is not documented: ${await answer.text()}`);
      const body = await answer.text();
      schema.parse(body === "" ? null : JSON.parse(body));
    }),
    { numRuns: 3_000, seed: 20_261_121 },
  );
  // So that the requests are not all turned away at the door.
  expect([...met].filter((each) => / (200|302)$/.test(each)).length).toBeGreaterThanOrEqual(10);
});
