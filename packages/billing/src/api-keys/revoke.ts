import { z } from "zod";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { PersonCaller } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";

export const apiKeyChoice = z.strictObject({ id: z.string().regex(/^\w{1,64}$/) });

export interface RevokeApiKeyNeeds extends StandingNeeds, AuditNeeds {
  now(): Date;
  /** False when the organization has no such key. */
  markApiKeyRevoked(organization: string, id: string, now: Date): Promise<boolean>;
}

/** From the next request on nobody gets in with it. Revoking twice is the same as once. */
export async function revokeApiKey(
  needs: RevokeApiKeyNeeds,
  caller: PersonCaller,
  { id }: z.infer<typeof apiKeyChoice>,
): Promise<{ id: string }> {
  return audited(needs, caller, "api_key.revoke", async () => {
    const { organization } = await requireRight(needs, caller, "billing:write");
    if (!(await needs.markApiKeyRevoked(organization, id, needs.now())))
      throw new Refused("BAD_REQUEST", { message: "This organization has no such API key." });
    return { subject: id, result: { id } };
  });
}
