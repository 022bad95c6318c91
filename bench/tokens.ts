import { generateKeyPairSync, sign } from "node:crypto";

export const PUBLISHABLE_KEY = `pk_test_${Buffer.from("bench.clerk.accounts.dev$").toString("base64")}`;
export const APP_URL = "http://localhost:5173";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const JWT_KEY = publicKey.export({ type: "spki", format: "pem" }).toString();

let minted = 0;

/** A Clerk session token of the one organization that the benchmark knows. */
export function mintToken(): string {
  const now = Math.floor(Date.now() / 1000);
  minted += 1;
  const signed = [
    { alg: "RS256", typ: "JWT", kid: "ins_bench" },
    {
      v: 2,
      sub: "user_bench",
      sid: `sess_${minted}`,
      sts: "active",
      azp: APP_URL,
      iss: "https://bench.clerk.accounts.dev",
      iat: now,
      nbf: now - 10,
      exp: now + 600,
      o: { id: "org_bench", rol: "admin", slg: "bench" },
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}
