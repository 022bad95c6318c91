import type { Sandbox } from "@portico/sandbox";
import { vi } from "vitest";
import { z } from "zod";

const CLERK_URL = "http://localhost:12112";

export type Person = "ada" | "bob" | "grace" | "linus";

/** As somebody has it who chose that organization on the page. */
export async function tokenFrom(
  { clerk }: Pick<Sandbox, "clerk">,
  person: Person,
  organization: string | null,
): Promise<string> {
  const answer = await clerk(
    new Request(`${CLERK_URL}/sandbox/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ person, organization }),
    }),
  );
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

/** What Clerk answers whoever has the secret key. */
export async function askClerk(
  { clerk, keys }: Pick<Sandbox, "clerk" | "keys">,
  method: "DELETE" | "PATCH" | "POST",
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await clerk(
    new Request(`${CLERK_URL}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.clerkSecretKey}`,
        "content-type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}.`);
  return answer.json();
}

/** Clerk's SDK asks through fetch: here it finds the stand-in, or whoever answers instead. */
export function letClerkAnswer(answer: (request: Request) => Promise<Response>) {
  vi.unstubAllGlobals();
  const elsewhere = globalThis.fetch;
  vi.stubGlobal("fetch", (...asked: ConstructorParameters<typeof Request>) => {
    const request = new Request(...asked);
    return request.url.startsWith(CLERK_URL) ? answer(request) : elsewhere(request);
  });
}
