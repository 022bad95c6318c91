import type { Standing } from "@portico/db";
import { Refused } from "./reasons.ts";

/** A token outlives what it speaks of by up to a minute; what Clerk told us since counts more. */
export function requireGoodStanding(
  standing: Pick<Standing, "personDeleted" | "organizationDeleted" | "membershipEnded">,
) {
  if (standing.personDeleted) throw new Refused("USER_NOT_FOUND");
  if (standing.organizationDeleted) throw new Refused("ORGANIZATION_NOT_FOUND");
  if (standing.membershipEnded)
    throw new Refused("NOT_ALLOWED", {
      message: "You are no longer a member of this organization. Ask one of its admins.",
    });
}
