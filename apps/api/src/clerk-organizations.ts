import { createClerkClient } from "@clerk/backend";
import type { ClerkOrganization } from "@portico/billing";
import type { ClerkSettings } from "./settings/clerk-settings.ts";

/** The most that Clerk shows at once. */
const PAGE = 500;

/** Every organization that Clerk has, page by page. */
export async function* clerkOrganizations({
  secretKey,
  apiUrl,
}: Pick<ClerkSettings, "secretKey" | "apiUrl">): AsyncGenerator<ClerkOrganization> {
  const { organizations } = createClerkClient({ secretKey, apiUrl });
  for (let offset = 0; ; offset += PAGE) {
    const { data, totalCount } = await organizations.getOrganizationList({ limit: PAGE, offset });
    for (const { id, name, publicMetadata, privateMetadata } of data)
      yield { id, name, metadata: [{ ...publicMetadata }, { ...privateMetadata }] };
    if (offset + PAGE >= totalCount) return;
  }
}
