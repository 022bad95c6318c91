import { openPortal, type OpenedPortal, type OpenPortalNeeds } from "../portal/open-portal.ts";
import type { PortalWish } from "../portal/wish.ts";
import { answerOn, type Asked, type Surface } from "./surface.ts";

/** Reasons of other verbs. */
export const NOT_OF_THE_PORTAL = {
  PLANS_NOT_SET_UP: "never",
  NOT_MOVED_IN: "never",
  ALREADY_SUBSCRIBED: "never",
  NOT_SUBSCRIBED: "never",
  PAYMENT_FAILED: "never",
  NOT_ENOUGH_CREDITS: "never",
  KEY_USED_BEFORE: "never",
  NOT_IN_PLAN: "never",
  TOO_MANY_API_KEYS: "never",
} as const;

/** The same portal in somebody else's words. */
export interface Contract extends Surface {
  /** Asked first, where there is one: a request that must not open a portal is answered at once. */
  turnAway?(request: Request): Response | undefined;
  wish(request: Request): Promise<PortalWish>;
  granted(opened: OpenedPortal): Response;
}

export async function runContract(
  contract: Contract,
  needs: OpenPortalNeeds,
  asked: Asked,
): Promise<Response> {
  const { request } = asked;
  const turnedAway = contract.turnAway?.(request);
  if (turnedAway) return turnedAway;
  return answerOn(contract, asked, async (caller) =>
    contract.granted(await openPortal(needs, caller, await contract.wish(request))),
  );
}
