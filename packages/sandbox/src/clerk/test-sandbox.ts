import { createClerkClient } from "@clerk/backend";
import { type World, worldInMemory } from "../world.ts";
import { createClerkSandbox } from "./index.ts";
import { keyInMemory, type SigningKey } from "./signing-key.ts";

export const APP = "http://localhost:5173";
export const SANDBOX = "http://localhost:12112";
export const KEYS = {
  stripeSecretKey: "sk_test_stripe",
  stripeWebhookSecret: "whsec_stripe",
  clerkPublishableKey: `pk_test_${btoa("portico-sandbox-1.clerk.accounts.dev$")}`,
  clerkSecretKey: "sk_test_clerk",
  clerkWebhookSecret: `whsec_${btoa("a secret of the sandbox")}`,
};

export type TestSandbox = ReturnType<typeof startSandbox>;

/** A sandbox without a network, the webhooks it sent, and how programs use it. */
export function startSandbox(given: { world?: World; signingKey?: SigningKey } = {}) {
  const signingKey = given.signingKey ?? keyInMemory;
  const webhooks: Request[] = [];
  const sandbox = createClerkSandbox({
    world: given.world ?? worldInMemory(),
    keys: KEYS,
    signingKey,
    appUrl: APP,
    webhookUrl: "http://localhost:8787/webhooks/clerk",
    fetch: async (request) => {
      webhooks.push(request);
      return new Response();
    },
    now: Date.now,
  });
  return { ...sandbox, ask, post, token, authenticate, signingKey, webhooks };

  function ask(path: string, init?: RequestInit) {
    return sandbox.fetch(new Request(new URL(path, SANDBOX), init));
  }

  function post(path: string, body: object, headers: Record<string, string> = {}) {
    const type = { "content-type": "application/json" };
    return ask(path, {
      method: "POST",
      headers: { ...type, ...headers },
      body: JSON.stringify(body),
    });
  }

  async function token(person: string, organization: string | null, version = 2): Promise<string> {
    return String(
      at(await jsonOf(await post("/sandbox/token", { person, organization, version })), "token"),
    );
  }

  /** What an API behind the app sees, by Clerk's own SDK. */
  async function authenticate(headers: Record<string, string>) {
    const { clerkSecretKey: secretKey, clerkPublishableKey: publishableKey } = KEYS;
    const clerk = createClerkClient({ secretKey, publishableKey, jwtKey: signingKey.publicPem });
    const request = new Request(`${APP}/billing`, { headers });
    const state = await clerk.authenticateRequest(request, { authorizedParties: [APP] });
    return state.isAuthenticated ? state.toAuth() : null;
  }
}

/** One browser, asking as clerk-js does. */
export function browserOf(sandbox: TestSandbox) {
  const browser = { get: (path: string) => ask(path), post, signIn };
  return browser;

  async function signIn(email: string): Promise<string> {
    const form = { identifier: email, password: "portico-sandbox" };
    const { answer } = await post("/v1/client/sign_ins", form);
    return String(at(answer, "response", "created_session_id"));
  }

  function post(path: string, form: Record<string, string>) {
    return ask(path, { method: "POST", headers: { origin: APP }, body: new URLSearchParams(form) });
  }

  async function ask(path: string, init?: RequestInit) {
    const url = new URL(path, SANDBOX);
    url.searchParams.set("__clerk_db_jwt", "dvb_test");
    const response = await sandbox.ask(url.href, init);
    return { status: response.status, answer: await jsonOf(response) };
  }
}

export async function jsonOf(response: Response): Promise<unknown> {
  return response.json();
}

/** Reads into JSON nobody has described. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((found, key) => {
    return typeof found === "object" && found !== null
      ? new Map(Object.entries(found)).get(key)
      : undefined;
  }, value);
}
