import { createHmac, timingSafeEqual } from "node:crypto";

export interface SignatureNeeds {
  /** Several while one is being rolled. */
  secrets: readonly string[];
  now(): Date;
}

const TOLERANCE_MS = 300_000;

/** Whether Stripe signed these bytes lately. A time from the future is refused like one that is too old. */
export function isSigned({ secrets, now }: SignatureNeeds, body: Buffer, header: string) {
  const signedAt = /(?:^|,)t=(\d+)(?:,|$)/.exec(header)?.[1];
  if (signedAt === undefined) return false;
  if (!(Math.abs(now().getTime() - Number(signedAt) * 1000) <= TOLERANCE_MS)) return false;
  const signatures = signaturesIn(header);
  return secrets.some((secret) => {
    const right = sign(body, signedAt, secret);
    return signatures.some((each) => isEqual(each, right));
  });
}

function signaturesIn(header: string): Buffer[] {
  const parts = header.split(",").filter((part) => part.startsWith("v1="));
  return parts.map((part) => Buffer.from(part.slice("v1=".length)));
}

function sign(body: Buffer, signedAt: string, secret: string): Buffer {
  const digest = createHmac("sha256", secret).update(`${signedAt}.`).update(body).digest("hex");
  return Buffer.from(digest);
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
