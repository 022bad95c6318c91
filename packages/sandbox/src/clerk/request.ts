import type { Context } from "hono";
import type { Metadata } from "./directory-rows.ts";
import { ClerkError } from "./errors.ts";

/** clerk-js sends forms; anything else reads as an empty one. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

/** A JSON object whose fields are read one by one, each with the kind it must be. */
export async function readJson(c: Context) {
  const body = parseObject(await c.req.text());
  return { optional, required, firstOf, number, object };

  function optional(field: string): string | undefined {
    const value = body.get(field) ?? undefined;
    if (value === undefined || typeof value === "string") return value;
    throw wrongKind(field, "a string");
  }

  function required(field: string): string {
    const value = optional(field);
    if (value) return value;
    throw new ClerkError(422, "form_param_missing", `${field} must be included.`, field);
  }

  function firstOf(field: string): string {
    const value = body.get(field);
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    if (typeof first === "string") return first;
    throw wrongKind(field, "a list of strings");
  }

  function object(field: string): Metadata | undefined {
    const value = body.get(field) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw wrongKind(field, "an object");
    return Object.fromEntries(Object.entries(value));
  }

  function number(field: string, otherwise: number): number {
    const value = body.get(field) ?? otherwise;
    if (typeof value === "number") return value;
    throw wrongKind(field, "a number");
  }
}

function wrongKind(field: string, kind: string): ClerkError {
  return new ClerkError(422, "form_param_format_invalid", `${field} must be ${kind}.`, field);
}

function parseObject(text: string): Map<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return new Map(Object.entries(value));
  } catch {
    // Answered below, with everything else that is not an object.
  }
  throw new ClerkError(400, "request_body_invalid", "The request body must be a JSON object.");
}

/** One page of a list, ten rows unless asked for more. */
export function page<Row>(c: Context, rows: Row[]): { data: Row[]; total_count: number } {
  const offset = wholeNumber(c.req.query("offset"), 0);
  return {
    data: rows.slice(offset, offset + wholeNumber(c.req.query("limit"), 10)),
    total_count: rows.length,
  };
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}
