import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that systems give to whoever asks for any, and so could give away before the server we start has it. */
const [LOWEST, ABOVE] = [20_000, 32_000];

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = randomInt(LOWEST, ABOVE);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
