import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface SigningKey {
  id: string;
  /** The public half, as `/v1/jwks` shows it. */
  jwk: Record<string, unknown>;
  /** The public half as PEM, for verifying without asking anybody. */
  publicPem: string;
  signJwt(claims: object): string;
}

let made: SigningKey | undefined;
const key = () => (made ??= signingKeyOf(newPrivateKey()));

/** The key of whatever is in memory alone. It takes a third of a second to make, so that waits until it is asked for anything. */
export const keyInMemory: SigningKey = {
  get id() {
    return key().id;
  },
  get jwk() {
    return key().jwk;
  },
  get publicPem() {
    return key().publicPem;
  },
  signJwt: (claims) => key().signJwt(claims),
};

/** The key of a sandbox folder, made on its first start: sessions outlive a restart. */
export function openSigningKey(folder: string): SigningKey {
  const file = join(folder, "clerk-signing-key.pem");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, newPrivateKey().export({ type: "pkcs8", format: "pem" }), {
      mode: 0o600,
    });
    renameSync(`${file}.new`, file);
  }
  return signingKeyOf(createPrivateKey(readFileSync(file)));
}

function newPrivateKey(): KeyObject {
  return generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 65537 }).privateKey;
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  // Clerk's SDK remembers a key by its id, so another key needs another id.
  const id = `ins_${createHash("sha256").update(publicPem).digest("hex").slice(0, 24)}`;
  const header = encode({ alg: "RS256", cat: "cl_B7d4PD111AAA", kid: id, typ: "JWT" });
  return {
    id,
    jwk: { ...publicKey.export({ format: "jwk" }), kid: id, use: "sig", alg: "RS256" },
    publicPem,
    signJwt(claims) {
      const content = `${header}.${encode(claims)}`;
      return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
