import { z } from "zod";

const base = z.object({
  sub: z.string().min(1),
  iss: z.string(),
  azp: z.string(),
  exp: z.number(),
  iat: z.number(),
  sts: z.string().optional(),
});

const first = z.object({
  v: z.undefined().optional(),
  org_id: z.string().nullish(),
  org_role: z.string().nullish(),
  org_permissions: z.array(z.string()).nullish(),
});

const second = z.object({
  v: z.literal(2),
  fea: z.string().optional(),
  o: z
    .object({
      id: z.string(),
      rol: z.string(),
      per: z.string().optional(),
      fpm: z.string().optional(),
    })
    .nullish(),
});

/** What a Clerk session token says, in either version of its claims. */
export const sessionClaims = z.intersection(base, z.union([second, first]));

export type SessionClaims = z.infer<typeof sessionClaims>;

export interface OrganizationClaims {
  id: string;
  role: string;
  permissions: string[];
}

/** The organization somebody acts for, or null when none is active. */
export function organizationIn(claims: SessionClaims): OrganizationClaims | null {
  if (claims.v === 2)
    return claims.o
      ? { id: claims.o.id, role: `org:${claims.o.rol}`, permissions: unpack(claims) }
      : null;
  if (!claims.org_id) return null;
  return {
    id: claims.org_id,
    role: claims.org_role ?? "",
    permissions: claims.org_permissions ?? [],
  };
}

/** For each organization feature a number whose bit i means "may do the i-th action". */
function unpack({ fea, o }: z.infer<typeof second>): string[] {
  const actions = split(o?.per);
  const masks = split(o?.fpm).map(Number);
  const features = split(fea).flatMap((each) =>
    /^[a-z]*o[a-z]*:/.test(each) ? [each.slice(each.indexOf(":") + 1)] : [],
  );
  return features.flatMap((feature, at) =>
    actions
      .filter((_, bit) => ((masks[at] ?? 0) >> bit) & 1)
      .map((action) => `org:${feature}:${action}`),
  );
}

function split(list: string | undefined): string[] {
  return list ? list.split(",") : [];
}
