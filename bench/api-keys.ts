import { mintToken } from "./tokens.ts";

/** New API keys of the one organization, made as its admin makes them. */
export async function makeApiKeys(origin: string, count: number): Promise<string[]> {
  const headers = {
    authorization: `Bearer ${mintToken()}`,
    "content-type": "application/json",
  };
  const body = JSON.stringify({ name: "Bench", scopes: ["billing:write"] });
  const keys: string[] = [];
  while (keys.length < count) {
    const asked = { method: "POST", headers, body };
    const answer = await fetch(`${origin}/trpc/billing.apiKeys.create`, asked);
    const [, secret] = /"secret":"(\w+)"/.exec(await answer.text()) ?? [];
    if (secret === undefined) throw new Error(`No key was made: ${answer.status}.`);
    keys.push(secret);
  }
  return keys;
}
