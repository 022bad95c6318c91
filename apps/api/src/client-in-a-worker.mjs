import { parentPort, workerData } from "node:worker_threads";
import { tsImport } from "tsx/esm/api";

const { PorticoClient } = await tsImport("@portico/client", import.meta.url);
const { baseUrl, token } = workerData;
const client = new PorticoClient({ baseUrl, accessToken: () => token });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort.postMessage(await client.createBillingPortal());
