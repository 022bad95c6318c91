import { randomBytes } from "node:crypto";
import { permissionsInTokens, type Role } from "./roles.ts";
import type { SigningKey } from "./signing-key.ts";

export interface TokenWish {
  issuer: string;
  authorizedParty: string;
  session: string;
  person: string;
  /** The active organization and the role in it, if any. */
  membership: { organization: { id: string; slug: string }; role: Role } | null;
  /** Which of Clerk's two shapes of claims; new instances get 2. */
  version: 1 | 2;
  now: number;
}

const LIFE = 60;

export function mintSessionToken(key: SigningKey, wish: TokenWish): string {
  const now = Math.floor(wish.now / 1000);
  const claims = {
    azp: wish.authorizedParty,
    exp: now + LIFE,
    fva: [0, -1],
    iat: now,
    iss: wish.issuer,
    jti: randomBytes(10).toString("hex"),
    nbf: now - 10,
    sid: wish.session,
    sub: wish.person,
  };
  if (wish.version === 1)
    return key.signJwt({ ...claims, ...(wish.membership && firstClaims(wish.membership)) });
  return key.signJwt({
    ...claims,
    v: 2,
    sts: "active",
    ...(wish.membership && secondClaims(wish.membership)),
  });
}

type Membership = NonNullable<TokenWish["membership"]>;

function firstClaims({ organization, role }: Membership) {
  return {
    org_id: organization.id,
    org_role: role,
    org_slug: organization.slug,
    org_permissions: permissionsInTokens(role),
  };
}

/** `fpm` holds a bitmask per feature in `fea`; bit i stands for the action `per[i]`. */
function secondClaims({ organization, role }: Membership) {
  const permissions = permissionsInTokens(role).map((permission) => permission.split(":").slice(1));
  const features = [...new Set(permissions.map(([feature]) => feature))];
  const actions = [...new Set(permissions.map(([, action]) => action))];
  const masks = features.map((feature) =>
    actions.reduce((mask, action, bit) => {
      const held = permissions.some(([f, a]) => f === feature && a === action);
      return held ? mask | (1 << bit) : mask;
    }, 0),
  );
  return {
    fea: features.map((feature) => `o:${feature}`).join(","),
    o: {
      id: organization.id,
      rol: role.replace(/^org:/, ""),
      slg: organization.slug,
      per: actions.join(","),
      fpm: masks.join(","),
    },
  };
}
