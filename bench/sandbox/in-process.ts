import { createSandbox } from "../../packages/sandbox/src/index.ts";
import type { World } from "../../packages/sandbox/src/world.ts";

const STRIPE = "http://localhost:12111";

/** A sandbox in this process, whose host takes every letter. */
export function openSandbox(world?: World) {
  const sandbox = createSandbox({
    appUrl: "http://localhost:5173",
    apiUrl: "http://localhost:8787",
    fetch: async () => new Response(),
    ...(world && { world }),
  });
  return { ...sandbox, ask };

  async function ask(method: "GET" | "POST", path: string, form: Record<string, string> = {}) {
    const answer = await sandbox.stripe(requestFor(method, path, form));
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.text();
  }
}

function requestFor(method: "GET" | "POST", path: string, form: Record<string, string>) {
  const headers = { authorization: "Bearer sk_test_bench" };
  const body = method === "POST" ? { body: new URLSearchParams(form) } : {};
  return new Request(`${STRIPE}/v1${path}`, { method, headers, ...body });
}
