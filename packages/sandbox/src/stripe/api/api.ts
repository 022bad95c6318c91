import type { World } from "../../world.ts";
import { API_VERSION, logUrl } from "../account.ts";
import type { Books } from "../books/books.ts";
import { clockTime } from "../books/clock-time.ts";
import { newId } from "../books/ids.ts";
import { type Form, readForm } from "../endpoint/form.ts";
import { problemJson, StripeProblem } from "../problem.ts";
import { openAddresses } from "./addresses.ts";
import { expand } from "./expand.ts";
import { openIdempotency } from "./idempotency.ts";
import { readBody } from "./request-body.ts";
import { sourcesIn } from "./sources.ts";

interface ApiNeeds {
  world: World;
  books: Books;
  publicUrl: string;
  openedAt: number;
}

interface Answer {
  status: number;
  body: unknown;
}

/** Stripe's API: `/v1`, for whoever has shown a key. */
export function createApi({ world, books, publicUrl, openedAt }: ApiNeeds) {
  const endpointAt = openAddresses(books, publicUrl, openedAt);
  const idempotency = openIdempotency(world, books.now);
  const sources = sourcesIn(books);

  return async (request: Request): Promise<Response> => {
    const id = newId("req");
    const headers = headersFor(request, id);
    // What tells events from answers apart in time must be of the same clock.
    headers.set("date", new Date(books.now() * 1000).toUTCString());
    try {
      const { status, body } = await answer(request, id, headers);
      return respond(status, body, headers);
    } catch (error) {
      return refusal(error, id, headers);
    }
  };

  async function answer(request: Request, id: string, headers: Headers): Promise<Answer> {
    const { method } = request;
    const { pathname, search } = new URL(request.url);
    const version = request.headers.get("stripe-version");
    const { endpoint, ids } = endpointAt(method, pathname, version);
    const asked = method === "POST" ? await readBody(request) : search.slice(1);
    const form = readForm(asked);
    const key = method === "POST" ? request.headers.get("idempotency-key") : null;
    const run = () => {
      const call = { form, ids, cause: { id, idempotency_key: key } };
      const time = clockTime(books, aboutWhat(ids, form));
      const object =
        time === undefined ? endpoint.answer(call) : books.at(time, () => endpoint.answer(call));
      return { status: 200, body: expand(object, pathsIn(form), sources) };
    };
    if (key === null) return books.together(run);

    headers.set("idempotency-key", key);
    const saved = idempotency.replay(key, pathname, asked);
    const made =
      saved ??
      books.together(() => idempotency.save(key, pathname, asked, id, orDeclined(run, id)));
    headers.set("original-request", made.request);
    headers.set("stripe-should-retry", "false");
    if (saved) headers.set("idempotent-replayed", "true");
    return made;
  }

  function aboutWhat(ids: string[], { customer, subscription, test_clock }: Form) {
    const named = [...ids, customer, subscription].filter((each) => typeof each === "string");
    return [{ test_clock }, ...named.map((each) => sources.find(each))];
  }
}

export function refusal(error: unknown, id: string, headers: Headers): Response {
  const { status, body, headers: more } = problemFrom(error);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  if (status === 401) headers.delete("request-id");
  return respond(status, problemJson(body, logUrl(id)), headers);
}

/** A declined card is an answer: whoever asks again with the same key gets it again. */
function orDeclined(run: () => Answer, request: string): Answer {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof StripeProblem) || error.body.type !== "card_error") throw error;
    return { status: error.status, body: problemJson(error.body, logUrl(request)) };
  }
}

export function headersFor(request: Request, id: string): Headers {
  const account = request.headers.get("stripe-account");
  return new Headers({
    "content-type": "application/json",
    "cache-control": "no-cache, no-store",
    "request-id": id,
    "stripe-version": request.headers.get("stripe-version") ?? API_VERSION,
    ...(account !== null && { "stripe-account": account }),
    vary: "Origin",
  });
}

function pathsIn({ expand: asked }: Form): string[] {
  return typeof asked === "object"
    ? Object.values(asked).filter((each) => typeof each === "string")
    : [];
}

function respond(status: number, body: unknown, headers: Headers): Response {
  return new Response(`${JSON.stringify(body, null, 2)}\n`, { status, headers });
}

function problemFrom(error: unknown): StripeProblem {
  if (error instanceof StripeProblem) return error;
  console.error(error);
  return new StripeProblem(500, {
    type: "api_error",
    message: "An unknown error occurred in the sandbox. What it printed says more.",
  });
}
