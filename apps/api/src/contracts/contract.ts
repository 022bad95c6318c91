import {
  type ApiKeyCaller,
  type Caller,
  type Known,
  type OpenedPortal,
  type PersonCaller,
  type PortalWish,
  type Reason,
  Refused,
  refusalFrom,
} from "@portico/billing";
import type { z } from "zod";
import type { Ask } from "../ask.ts";
import { PROBLEMS } from "../envelope.ts";
import type { Limits } from "../limits/limits.ts";
import type { Operation } from "../openapi/operation.ts";

/** How a surface says no for one reason. */
export interface Answer<Code extends string = string> {
  status: number;
  /** One that the client library knows. */
  code: Code;
  /** In the surface's own words; without it, in ours. */
  message?: string | ((organization: string | null) => string);
}

/** By reason. `never` marks one that this surface cannot reach; a request that makes no sense reaches each. */
export type Answers<Code extends string = string> = Record<Reason, Answer<Code> | "never"> &
  Record<"BAD_REQUEST", Answer<Code>>;

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
  door(request: Request): Promise<Known<PersonCaller> | Known<ApiKeyCaller>>;
  wish(request: Request): Promise<PortalWish>;
  granted(opened: OpenedPortal): Response;
  answers: Answers;
  refused(request: Request, problem: Problem): Response;
  reference: ContractReference;
}

/** The shapes of what goes in and comes out, for whoever writes a client. */
interface ContractReference extends Pick<Operation, "summary" | "description" | "body"> {
  security: NonNullable<Operation["security"]>;
  granted: Operation["answers"];
  /** Beside the reasons. */
  others?: Operation["answers"];
  refusal(codes: [string, ...string[]]): z.ZodType;
}

export interface ContractNeeds {
  admit: Limits["admit"];
  openPortal(caller: Caller, wish: PortalWish): Promise<OpenedPortal>;
}

export async function runContract(
  contract: Contract,
  needs: ContractNeeds,
  ask: Ask,
): Promise<Response> {
  const { request, requestId, log } = ask;
  const turnedAway = contract.turnAway?.(request);
  if (turnedAway) return turnedAway;
  let caller: Caller | undefined;
  try {
    caller = await needs.admit(ask, contract.door);
    return contract.granted(await needs.openPortal(caller, await contract.wish(request)));
  } catch (error) {
    const refusal = refusalFrom(error);
    log.refused(refusal);
    const about = { requestId, organization: caller?.organization ?? null };
    return contract.refused(request, problemOf(contract, refusal, about));
  }
}

/** Before anybody is asked who they are. */
export function refuseTooLarge(contract: Contract, { request, requestId, log }: Ask): Response {
  const { status, message } = PROBLEMS.tooLarge;
  const refusal = new Refused("BAD_REQUEST", { message, fields: { body: "is too large" } });
  log.refused(refusal);
  const about = { requestId, organization: null };
  return contract.refused(request, { ...problemOf(contract, refusal, about), status });
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
