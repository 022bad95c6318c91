/** tRPC leaves it to clients how soon they connect again, and those wait for seconds. */
const RETRY = new TextEncoder().encode("retry: 500\n\n");

export function isEventStream({ headers }: Response): boolean {
  return headers.get("content-type") === "text/event-stream";
}

/** An event stream that nobody on the way keeps, gathers or packs, and whose client is soon back when it breaks. */
export function liveStream({ body, headers }: Response): Response {
  const first = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => controller.enqueue(RETRY),
  });
  headers.set("cache-control", "no-store, no-transform");
  return new Response(body?.pipeThrough(first) ?? null, { headers });
}
