import { z } from "zod";
import { type PersonCaller, requireOrganization, requireScope } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireGoodStanding, standingOf, type StandingNeeds } from "../standing.ts";

export const apiKeyChoice = z.strictObject({ id: z.string().min(1).max(255) });

export interface RevokeApiKeyNeeds extends StandingNeeds {
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
  const organization = requireOrganization(caller);
  requireScope(caller, "billing:write");
  requireGoodStanding(await standingOf(needs, caller, organization));
  if (!(await needs.markApiKeyRevoked(organization, id, needs.now())))
    throw new Refused("BAD_REQUEST", { message: "This organization has no such API key." });
  return { id };
}
