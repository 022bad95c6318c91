import { createSandbox } from "../sandbox.ts";

const URL_OF_STRIPE = "http://localhost:12111";

/** Both stand-ins in this process, and a program that speaks JSON to Stripe's port. */
export function openTestHouse(
  host: (request: Request) => Promise<Response> = async () => new Response(),
) {
  const sandbox = createSandbox({
    appUrl: "http://localhost:5173",
    apiUrl: "http://localhost:8787",
    fetch: host,
  });
  return {
    ...sandbox,
    ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
      return sandbox.stripe(
        new Request(URL_OF_STRIPE + path, {
          method,
          headers: { authorization: "Bearer sk_test_x", ...headers },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
    },
  };
}
