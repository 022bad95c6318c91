import { createHmac } from "node:crypto";
import { request } from "undici";
import type { Change, OnChange } from "./tell-host.ts";

export interface HostWebhookNeeds {
  url: string;
  /** `whsec_` and base64. Several while one is being rolled: each signs. */
  secrets: readonly string[];
  now(): Date;
}

const PATIENCE_MS = 10_000;
/** An answer's body says nothing to us; this much is read to keep the connection. */
const READS_BYTES = 16 * 1024;

/** Tells the host by a signed request, as Standard Webhooks has it. Any 2xx is a yes, and a redirect is none. */
export function createHostWebhook({ url, secrets, now }: HostWebhookNeeds): OnChange {
  const keys = secrets.map((secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64"));

  return async (change) => {
    const text = JSON.stringify(change);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const headers = {
      "content-type": "application/json",
      ...signed(keys, change, text, Math.floor(now().getTime() / 1000)),
    };
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers,
      body: text,
      signal,
    });
    // What it says after its status changes nothing, not even by breaking off.
    await body.dump({ limit: READS_BYTES, signal }).catch(() => {});
    if (statusCode < 200 || statusCode > 299) throw new Error(`The host answered ${statusCode}.`);
  };
}

function signed(keys: Buffer[], { id }: Change, text: string, seconds: number) {
  const signatures = keys.map(
    (key) => `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${text}`).digest("base64")}`,
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}
