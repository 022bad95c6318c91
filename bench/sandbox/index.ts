import { benchOverHttp } from "./over-http.ts";
import { benchRequests } from "./requests.ts";
import { benchYear } from "./year.ts";

/** How quick the sandbox is, for tests and for people. */
export async function benchSandbox() {
  await benchRequests();
  await benchOverHttp();
  await benchYear();
}
