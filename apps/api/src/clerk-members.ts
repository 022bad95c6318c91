import { createClerkClient } from "@clerk/backend";
import type { ClerkSettings } from "./settings/clerk-settings.ts";

type Access = Pick<ClerkSettings, "secretKey" | "apiUrl">;

/** The most that Clerk shows at once. */
const PAGE = 500;

/** How many members an organization has, as Clerk counts them; nothing where it has no such organization. */
export function countClerkMembers({ secretKey, apiUrl }: Access) {
  const { organizations } = createClerkClient({ secretKey, apiUrl });
  return async (organizationId: string): Promise<number | null> => {
    try {
      const list = await organizations.getOrganizationMembershipList({ organizationId, limit: 1 });
      return list.totalCount;
    } catch (error) {
      if (error instanceof Error && "status" in error && error.status === 404) return null;
      throw error;
    }
  };
}

/** What the roles of an organization's members permit. */
export function clerkPermissionsIn({ secretKey, apiUrl }: Access) {
  const { organizations } = createClerkClient({ secretKey, apiUrl });
  return async (organizationId: string): Promise<ReadonlyMap<string, readonly string[]>> => {
    const list = await organizations.getOrganizationMembershipList({ organizationId, limit: PAGE });
    return new Map(list.data.map(({ role, permissions }) => [role, permissions]));
  };
}
