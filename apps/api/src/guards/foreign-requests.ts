import type { DocumentedOperation } from "../openapi/documented-operations.ts";
import { APP_URL } from "../testing.ts";
import { strayWith, usual, withForeignId } from "./foreign-ids.ts";

type Id = string | number;

/** An operation asked for with an id of somebody else's, wherever one could stand. */
export function* requestsTo(operation: DocumentedOperation, id: Id): Generator<Request> {
  const { path, query } = operation;
  for (const value of foreignInputs(operation, id)) {
    const input = JSON.stringify(value);
    const url = urlWith(path, id);
    if (query) url.searchParams.set(query.name, input);
    yield requestOf(operation, url, id, input);
  }
}

const LARGEST_BATCH = 10;

/** The same as batches of tRPC, each between two calls as anybody makes them for themselves. */
export function* batchesTo(operation: DocumentedOperation, id: Id): Generator<Request> {
  const own = usual(schemaOf(operation) ?? {});
  const foreign = [...foreignInputs(operation, id)];
  while (foreign.length > 0) {
    const inputs = [own, ...foreign.splice(0, LARGEST_BATCH - 2), own];
    const input = JSON.stringify(Object.fromEntries(inputs.entries()));
    const procedure = operation.path.slice(TRPC.length);
    const url = urlWith(TRPC + inputs.map(() => procedure).join(","), id);
    url.searchParams.set("batch", "1");
    if (operation.method === "GET") url.searchParams.set("input", input);
    yield requestOf(operation, url, id, input);
  }
}

export const TRPC = "/trpc/";

function schemaOf({ query, body }: DocumentedOperation) {
  return query?.schema ?? body;
}

function foreignInputs(operation: DocumentedOperation, id: Id): unknown[] {
  const schema = schemaOf(operation);
  return schema ? withForeignId(schema, id) : [strayWith(id)];
}

function urlWith(path: string, id: Id): URL {
  const url = new URL(path, APP_URL);
  for (const [key, value] of Object.entries(strayWith(id)))
    url.searchParams.set(key, String(value));
  return url;
}

function requestOf({ method }: DocumentedOperation, url: URL, id: Id, input: string): Request {
  const headers = { "content-type": "application/json", "x-organization-id": String(id) };
  return new Request(url, { method, headers, ...(method === "POST" && { body: input }) });
}
