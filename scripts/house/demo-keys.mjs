import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DEMO_KEYS = {
  acmeWrite: { person: "ada", organization: "org_acme", scopes: ["billing:write"] },
  acmeRead: { person: "ada", organization: "org_acme", scopes: ["billing:read"] },
  globexWrite: { person: "grace", organization: "org_globex", scopes: ["billing:write"] },
};

/** API keys to try the curls with: made once, as an admin makes them, and kept in the data folder. */
export async function keepDemoKeys(settings) {
  const apiKeys = readDemoKeys(settings);
  for (const [name, wish] of Object.entries(DEMO_KEYS))
    if (!(await isAccepted(settings, apiKeys[name]))) apiKeys[name] = await make(settings, wish);
  writeFileSync(fileOf(settings), JSON.stringify({ apiKeys }), { mode: 0o600 });
}

export function readDemoKeys(settings) {
  const file = fileOf(settings);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).apiKeys : {};
}

function fileOf({ dataDir }) {
  return join(dataDir, "demo.json");
}

/** Without a body no portal is opened, whoever asks. */
async function isAccepted({ apiUrl }, key) {
  if (!key) return false;
  const { status } = await send(`${apiUrl}/v1/billing/portal`, {}, key);
  return status !== 401;
}

/** Nothing when that person was taken out of the organization since. */
async function make({ apiUrl, clerkSandboxUrl }, { person, organization, scopes }) {
  const asked = await send(`${clerkSandboxUrl}/sandbox/token`, { person, organization });
  const { token } = await asked.json();
  const wish = { name: "Demo", scopes };
  const made = await send(`${apiUrl}/trpc/billing.apiKeys.create`, wish, token);
  return made.ok ? (await made.json()).result.data.secret : undefined;
}

function send(url, body, bearer) {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}
