import type { VerbErrorCode } from "@portico/client";
import type { z } from "zod";
import type { Caller, Scope } from "../caller.ts";
import type { BillingNeeds } from "../router.ts";
import { readJson } from "./json-body.ts";
import { answerOn, type Answers, type Asked, type Surface } from "./surface.ts";
import { wrapped, wrappedRefusal, wrappedRefusalShape, wrappedShape } from "./wrapped.ts";

/** One thing that a program does by API key. */
export interface Verb extends Surface {
  method: "GET" | "POST";
  path: string;
  answer(needs: BillingNeeds, caller: Caller, request: Request): Promise<Response>;
}

interface Described<Data extends z.ZodType> {
  path: string;
  summary: string;
  /** What a key needs; the use case itself insists on it. */
  scope: Scope;
  /** What is answered. */
  data: Data;
}

interface Question<Data extends z.ZodType> extends Described<Data> {
  use(needs: BillingNeeds, caller: Caller): Promise<z.input<Data> & object>;
}

interface Deed<Body extends z.ZodType, Data extends z.ZodType> extends Described<Data> {
  body: Body;
  use(needs: BillingNeeds, caller: Caller, wish: z.infer<Body>): Promise<z.input<Data> & object>;
}

export function question<Data extends z.ZodType>({ use, ...of }: Question<Data>): Verb {
  return {
    ...surfaceOf(of),
    method: "GET",
    answer: async (needs, caller) => wrapped(await use(needs, caller)),
  };
}

export function deed<Body extends z.ZodType, Data extends z.ZodType>({
  use,
  ...of
}: Deed<Body, Data>): Verb {
  return {
    ...surfaceOf(of),
    method: "POST",
    answer: async (needs, caller, request) =>
      wrapped(await use(needs, caller, await readJson(of.body, request))),
  };
}

export async function runVerb(verb: Verb, needs: BillingNeeds, asked: Asked): Promise<Response> {
  return answerOn(verb, asked, (caller) => verb.answer(needs, caller, asked.request));
}

function surfaceOf({
  path,
  summary,
  scope,
  data,
  ...of
}: Described<z.ZodType> & { body?: z.ZodType }) {
  return {
    path,
    answers,
    refused: wrappedRefusal,
    reference: {
      summary,
      description: `Needs the scope ${scope}.`,
      ...of,
      granted: { 200: { description: "Done.", body: wrappedShape(data) } },
      refusal: wrappedRefusalShape,
    },
  };
}

const answers: Answers<VerbErrorCode> = {
  NOT_SIGNED_IN: { status: 401, code: "UNAUTHORIZED" },
  NOT_ALLOWED: { status: 403, code: "FORBIDDEN", message: "This key lacks the scope for it." },
  NO_ORGANIZATION: "never",
  USER_NOT_FOUND: "never",
  ORGANIZATION_NOT_FOUND: { status: 404, code: "NOT_FOUND" },
  BAD_REQUEST: { status: 422, code: "VALIDATION_FAILED" },
  RETURN_URL_NOT_ALLOWED: { status: 422, code: "VALIDATION_FAILED" },
  NO_STRIPE_CUSTOMER: { status: 409, code: "NO_STRIPE_CUSTOMER" },
  PORTAL_NOT_SET_UP: "never",
  PLANS_NOT_SET_UP: { status: 503, code: "PLANS_NOT_SET_UP" },
  NOT_MOVED_IN: { status: 503, code: "NOT_MOVED_IN" },
  ALREADY_SUBSCRIBED: { status: 409, code: "ALREADY_SUBSCRIBED" },
  NOT_SUBSCRIBED: { status: 409, code: "NOT_SUBSCRIBED" },
  PAYMENT_FAILED: { status: 402, code: "PAYMENT_FAILED" },
  NOT_ENOUGH_CREDITS: { status: 402, code: "NOT_ENOUGH_CREDITS" },
  KEY_USED_BEFORE: { status: 409, code: "KEY_USED_BEFORE" },
  NOT_IN_PLAN: { status: 403, code: "NOT_IN_PLAN" },
  TOO_MANY_API_KEYS: "never",
  TOO_MANY_REQUESTS: { status: 429, code: "TOO_MANY_REQUESTS" },
  STRIPE_UNAVAILABLE: { status: 502, code: "STRIPE_UNAVAILABLE" },
  UNEXPECTED: { status: 500, code: "INTERNAL_ERROR" },
};
