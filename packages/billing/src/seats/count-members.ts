import { Refused } from "../reasons.ts";
import { within } from "../within.ts";

export interface CountMembersNeeds {
  /** As Clerk counts them; nothing where it has no such organization. */
  countMembers(organization: string): Promise<number | null>;
  /** As our rows have it, which may lag behind. */
  membersOf(organization: string): Promise<object[]>;
}

/** A person waits for the answer. */
const CLERKS_PATIENCE_MS = 3_000;

/** Nobody waits for Clerk to buy: whom our rows miss an errand sets right, as soon as what was bought is known. */
export async function countMembers(needs: CountMembersNeeds, organization: string) {
  const counted = await within(CLERKS_PATIENCE_MS, needs.countMembers(organization)).catch(
    async () => (await needs.membersOf(organization)).length,
  );
  if (counted === null) throw new Refused("ORGANIZATION_NOT_FOUND");
  return counted;
}
