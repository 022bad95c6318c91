import { StripeProblem } from "../problem.ts";

/** One request at a time may use an idempotency key. */
export function openInProgress() {
  const keys = new Set<string>();

  return {
    /** Takes the key of a request until the returned function is called. */
    take({ method, headers }: Request): () => void {
      const key = method === "POST" ? headers.get("idempotency-key") : null;
      if (key === null) return () => {};
      if (keys.has(key)) throw inUse(key);
      keys.add(key);
      return () => void keys.delete(key);
    },
  };
}

function inUse(key: string): StripeProblem {
  return new StripeProblem(409, {
    type: "invalid_request_error",
    code: "idempotency_key_in_use",
    message:
      "There is currently another in-progress request using this Idempotent Key (that probably means you submitted " +
      `twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}
