import { createHash, timingSafeEqual } from "node:crypto";

/** Takes as long for a wrong one as for the right one. */
export function hasBearer({ headers }: Request, token: string): boolean {
  return timingSafeEqual(digest(headers.get("authorization") ?? ""), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
