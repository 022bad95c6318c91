import { ClerkError } from "./errors.ts";

export type Role = "org:admin" | "org:member";

interface RoleFacts {
  name: string;
  permissions: readonly string[];
}

export const ROLES: Record<Role, RoleFacts> = {
  "org:admin": {
    name: "Admin",
    permissions: [
      "org:sys_profile:manage",
      "org:sys_memberships:read",
      "org:sys_memberships:manage",
      "org:billing:manage",
      "org:billing:read",
    ],
  },
  "org:member": { name: "Member", permissions: ["org:sys_memberships:read", "org:billing:read"] },
};

export function roleNamed(text: string): Role {
  if (text === "org:admin" || text === "org:member") return text;
  const message = `There is no role "${text}": take org:admin or org:member.`;
  throw new ClerkError(404, "organization_role_not_found", message, "role");
}

/** Clerk keeps its own permissions (`org:sys_…`) out of session tokens. */
export function permissionsInTokens(role: Role): string[] {
  return ROLES[role].permissions.filter((permission) => !permission.startsWith("org:sys_"));
}
