import {
  type Caller,
  type OpenedPortal,
  type PortalWish,
  type Reason,
  type Refused,
  refusalFrom,
} from "@portico/billing";

/** How a surface says no for one reason. */
export interface Answer {
  status: number;
  code: string;
  /** In the surface's own words; without it, in ours. */
  message?: string | ((organization: string | null) => string);
}

export interface Problem {
  status: number;
  code: string;
  message: string;
  reason: Reason;
  retryAfterSeconds: number | undefined;
}

/** The same portal in somebody else's words. */
export interface Contract {
  /** Asked first: a request that must not open a portal is answered at once. */
  turnAway(request: Request): Response | undefined;
  door(request: Request): Promise<Caller>;
  wish(request: Request): Promise<PortalWish>;
  granted(opened: OpenedPortal): Response;
  /** `never` marks a reason that this surface cannot reach. */
  answers: Record<Reason, Answer | "never">;
  refused(request: Request, problem: Problem): Response;
}

export interface ContractNeeds {
  openPortal(caller: Caller, wish: PortalWish): Promise<OpenedPortal>;
  onRefusal(refusal: Refused): void;
}

export async function runContract(
  contract: Contract,
  needs: ContractNeeds,
  request: Request,
): Promise<Response> {
  const turnedAway = contract.turnAway(request);
  if (turnedAway) return turnedAway;
  let caller: Caller | undefined;
  try {
    caller = await contract.door(request);
    return contract.granted(await needs.openPortal(caller, await contract.wish(request)));
  } catch (error) {
    const refusal = refusalFrom(error);
    needs.onRefusal(refusal);
    return contract.refused(request, problemOf(contract, refusal, caller?.organization ?? null));
  }
}

function problemOf({ answers }: Contract, refusal: Refused, organization: string | null): Problem {
  const answer = answers[refusal.reason];
  if (answer === "never")
    throw new Error(`${refusal.reason} cannot be reached here.`, { cause: refusal });
  const { status, code, message = refusal.message } = answer;
  return {
    status,
    code,
    message: typeof message === "string" ? message : message(organization),
    reason: refusal.reason,
    retryAfterSeconds: refusal.retryAfterSeconds,
  };
}
