import type { OperatorRouter } from "@portico/billing";
import { createTRPCClient, httpBatchStreamLink } from "@trpc/client";
import { freePort } from "@portico/sandbox/free-port";
import type { App } from "../app.ts";
import { listen } from "../node-server.ts";
import { OPERATOR_TOKEN } from "../testing.ts";
import { OPERATOR_PATH } from "./entrance.ts";

/** Asks as the command does: over HTTP, from this machine, with the token. */
export async function openOperator(app: App) {
  const port = await freePort();
  const server = await listen(app, port, "127.0.0.1");
  const url = `http://127.0.0.1:${port}${OPERATOR_PATH}`;
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const ask = createTRPCClient<OperatorRouter>({ links: [httpBatchStreamLink({ url, headers })] });
  return { ask, close: server.close };
}
