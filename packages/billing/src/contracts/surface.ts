import type { z } from "zod";
import type { Caller } from "../caller.ts";
import { type Reason, Refused, refusalFrom } from "../reasons.ts";

/** How a surface says no for one reason. */
export interface Answer<Code extends string = string> {
  status: number;
  /** One that the client library knows. */
  code: Code;
  /** In the surface's own words; without it, in ours. */
  message?: string | ((organization: string | null) => string);
}

/** By reason. `never` marks one that this surface cannot reach; a request that makes no sense reaches each, and so does our mistake. */
export type Answers<Code extends string = string> = Record<Reason, Answer<Code> | "never"> &
  Record<"BAD_REQUEST" | "UNEXPECTED", Answer<Code>>;

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

/** Some words in which we are asked and answer. */
export interface Surface {
  /** Of a request, what may tell who is asking; without it, all of it. */
  shownAtTheDoor?(request: Request): Request;
  answers: Answers;
  refused(request: Request, problem: Problem): Response;
  reference: Reference;
}

type Described = Readonly<
  Record<number, { description: string; body?: z.ZodType; headers?: readonly string[] }>
>;

/** The shapes of what goes in and comes out, for whoever writes a client. */
interface Reference {
  summary: string;
  description?: string;
  body?: z.ZodType;
  granted: Described;
  /** Beside the reasons. */
  others?: Described;
  refusal(codes: [string, ...string[]]): z.ZodType;
}

/** One request, as the server that a surface is mounted in knows it. */
export interface Asked {
  request: Request;
  requestId: string;
  /** Who asks; throws a Refused where nobody can be made out. */
  door(request: Request): Promise<Caller>;
  /** For the log, with its cause. */
  onRefused(refusal: Refused): void;
}

/** Whatever goes wrong is answered in the surface's own words. */
export async function answerOn(
  surface: Surface,
  asked: Asked,
  work: (caller: Caller) => Promise<Response>,
): Promise<Response> {
  const { request, door } = asked;
  let caller: Caller | undefined;
  try {
    caller = await door(surface.shownAtTheDoor?.(request) ?? request);
    return await work(caller);
  } catch (error) {
    return refuse(surface, asked, refusalFrom(error), caller?.organization ?? null);
  }
}

/** Before anybody is asked who they are. */
export function refuseTooLarge(surface: Surface, asked: Omit<Asked, "door">): Response {
  const refusal = new Refused("BAD_REQUEST", {
    message: "The body is too large. Send less.",
    fields: { body: "is too large" },
  });
  return refuse(surface, asked, refusal, null, 413);
}

function refuse(
  { answers, refused }: Surface,
  { request, requestId, onRefused }: Omit<Asked, "door">,
  refusal: Refused,
  organization: string | null,
  instead?: number,
): Response {
  onRefused(refusal);
  const { answer, shown } = answerTo(refusal, answers);
  const { status, code, message = shown.message } = answer;
  return refused(request, {
    status: instead ?? status,
    code,
    message: typeof message === "string" ? message : message(organization),
    reason: shown.reason,
    requestId,
    fields: shown.fields,
    headers: headersFor(shown),
  });
}

/** What cannot be reached here, and was, is a mistake of ours. */
function answerTo(refusal: Refused, answers: Answers) {
  const answer = answers[refusal.reason];
  return answer === "never"
    ? { answer: answers.UNEXPECTED, shown: new Refused("UNEXPECTED", { cause: refusal }) }
    : { answer, shown: refusal };
}

/** A portal's address is a credential, and a refusal holds for this moment. */
export const PRIVATE = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

function headersFor({ retryAfterSeconds }: Refused): Headers {
  const headers = new Headers(PRIVATE);
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return headers;
}
