import { createClerkClient } from "@clerk/backend";
import type { ClerkSettings } from "./settings/clerk-settings.ts";

/** How many members an organization has, as Clerk counts them; nothing where it has no such organization. */
export function countClerkMembers({
  secretKey,
  apiUrl,
}: Pick<ClerkSettings, "secretKey" | "apiUrl">) {
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
