import type { Directory } from "./directory.ts";
import { mintSessionToken, type TokenWish } from "./session-token.ts";
import type { SigningKey } from "./signing-key.ts";

/** Mints for somebody the sandbox knows. */
export type Mint = (wish: {
  session: string;
  person: string;
  organization: string | null;
  version: TokenWish["version"];
}) => string;

interface MintNeeds {
  directory: Directory;
  signingKey: SigningKey;
  clerkPublishableKey: string;
  appUrl: string;
  now: () => number;
}

export function createMint({
  directory,
  signingKey,
  clerkPublishableKey,
  appUrl,
  now,
}: MintNeeds): Mint {
  const issuer = issuerOf(clerkPublishableKey);
  const authorizedParty = new URL(appUrl).origin;
  return ({ organization, ...wish }) => {
    const membership = organization === null ? null : membershipIn(organization, wish.person);
    return mintSessionToken(signingKey, {
      ...wish,
      membership,
      issuer,
      authorizedParty,
      now: now(),
    });
  };

  function membershipIn(id: string, person: string) {
    return {
      organization: directory.organization(id),
      role: directory.membership(id, person).role,
    };
  }
}

/** Clerk's publishable key is its frontend API's host, in base64. */
function issuerOf(publishableKey: string): string {
  const host = Buffer.from(publishableKey.replace(/^pk_test_/, ""), "base64").toString();
  return `https://${host.replace(/\$$/, "")}`;
}
