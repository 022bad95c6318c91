import {
  type Caller,
  type OpenedPortal,
  type PortalWish,
  type Reason,
  type Refused,
  refusalFrom,
} from "@portico/billing";
import type { Ask } from "../ask.ts";

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
  requestId: string;
  /** What is wrong with which field, where that is known. */
  fields: Record<string, string> | undefined;
  /** For every refusal: nobody may keep it, and when to come back, where that is known. */
  headers: Headers;
}

/** The same portal in somebody else's words. */
export interface Contract {
  /** Asked first, where there is one: a request that must not open a portal is answered at once. */
  turnAway?(request: Request): Response | undefined;
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
  { request, requestId }: Pick<Ask, "request" | "requestId">,
): Promise<Response> {
  const turnedAway = contract.turnAway?.(request);
  if (turnedAway) return turnedAway;
  let caller: Caller | undefined;
  try {
    caller = await contract.door(request);
    return contract.granted(await needs.openPortal(caller, await contract.wish(request)));
  } catch (error) {
    const refusal = refusalFrom(error);
    needs.onRefusal(refusal);
    const about = { requestId, organization: caller?.organization ?? null };
    return contract.refused(request, problemOf(contract, refusal, about));
  }
}

function problemOf(
  { answers }: Contract,
  refusal: Refused,
  { requestId, organization }: { requestId: string; organization: string | null },
): Problem {
  const answer = answers[refusal.reason];
  if (answer === "never")
    throw new Error(`${refusal.reason} cannot be reached here.`, { cause: refusal });
  const { status, code, message = refusal.message } = answer;
  return {
    status,
    code,
    message: typeof message === "string" ? message : message(organization),
    reason: refusal.reason,
    requestId,
    fields: refusal.fields,
    headers: headersFor(refusal),
  };
}

/** A portal's address is a credential, and a refusal holds for this moment. */
export const PRIVATE = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

function headersFor({ retryAfterSeconds }: Refused): Headers {
  const headers = new Headers(PRIVATE);
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return headers;
}
