import { createPublicKey, type JsonWebKey } from "node:crypto";
import { createVerifier } from "fast-jwt";

type TokenCheck = ReturnType<typeof createVerifier>;

export const CLOCK_SKEW_MS = 5_000;

const checks = new WeakMap<JsonWebKey, TokenCheck>();

/** What checks tokens by a key. To read a key costs more than to use it, so it is read once. */
export function tokenCheck(key: JsonWebKey): TokenCheck {
  const check = checks.get(key) ?? newCheck(key);
  checks.set(key, check);
  return check;
}

function newCheck(key: JsonWebKey): TokenCheck {
  const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
  return createVerifier({
    key: pem.toString(),
    algorithms: ["RS256"],
    // The same key signs tokens of other kinds.
    checkTyp: "jwt",
    clockTolerance: CLOCK_SKEW_MS,
  });
}
