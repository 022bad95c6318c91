import { z } from "zod";

type Json = Record<string, unknown>;

export interface Answered {
  description: string;
  /** What many operations answer alike is written down once, under this name. */
  sharedAs?: string;
  /** Without one the answer has no body. */
  body?: z.ZodType | undefined;
  headers?: readonly string[];
}

/** What can be asked at an address, and all that can be answered. */
export interface Operation {
  summary: string;
  description?: string;
  tag: "Portal" | "Billing" | "tRPC" | "Webhooks" | "House";
  /** Any one of these opens it; without any it is open to everybody. */
  security?: readonly (keyof typeof SECURITY)[];
  /** A query parameter that holds JSON. */
  query?: { name: string; schema: z.ZodType };
  body?: z.ZodType;
  answers: Readonly<Record<number, Answered>>;
}

/** By path and method. */
export type Operations = Readonly<Record<string, Partial<Record<"get" | "post", Operation>>>>;

export const SECURITY = {
  session: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A Clerk session token with an active organization.",
  },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "__session",
    description:
      "Clerk's session cookie; it opens the link alone, and only for a person's navigation.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of the organization, made on its API keys page.",
  },
} as const;

export function operationJson({ security = [], ...operation }: Operation): Json {
  return {
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    tags: [operation.tag],
    security: security.map((name) => ({ [name]: [] })),
    ...(operation.query && { parameters: [parameterJson(operation.query)] }),
    ...(operation.body && {
      requestBody: { required: true, content: jsonOf(operation.body, "input") },
    }),
    responses: Object.fromEntries(
      Object.entries(operation.answers).map(([status, answer]) => [
        status,
        answer.sharedAs
          ? { $ref: `#/components/responses/${answer.sharedAs}` }
          : answerJson(answer),
      ]),
    ),
  };
}

function parameterJson({ name, schema }: { name: string; schema: z.ZodType }): Json {
  return { name, in: "query", required: true, content: jsonOf(schema, "input") };
}

export function answerJson({ description, body, headers = [] }: Answered): Json {
  return {
    description,
    headers: Object.fromEntries(
      ["X-Request-Id", ...headers].map((name) => [name, { schema: { type: "string" } }]),
    ),
    ...(body && { content: jsonOf(body, "output") }),
  };
}

function jsonOf(schema: z.ZodType, io: "input" | "output"): Json {
  return { "application/json": { schema: schemaJson(schema, io) } };
}

export function schemaJson(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}
