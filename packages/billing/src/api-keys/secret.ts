import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** How the keys of one deployment begin: `am_live_…`, `am_test_…`. */
export interface KeyStyle {
  prefix: string;
  livemode: boolean;
}

export function openingOf({ prefix, livemode }: KeyStyle): string {
  return `${prefix}_${livemode ? "live" : "test"}_`;
}

/** 256 random bits behind the opening, and a checksum over all of it. */
export function newSecret(style: KeyStyle): string {
  const body = openingOf(style) + randomBytes(32).toString("hex");
  return body + checksum(body);
}

/** A key that was cut off or mistyped is known by its checksum, before the database is asked. */
export function isWellFormed(style: KeyStyle, secret: string): boolean {
  const opening = openingOf(style);
  if (!secret.startsWith(opening)) return false;
  const [, random, sum] = /^([0-9a-f]{64})([0-9a-f]{8})$/.exec(secret.slice(opening.length)) ?? [];
  return random !== undefined && checksum(opening + random) === sum;
}

/** 256 random bits need no salt and no slow hash. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
