import { z } from "zod";
import { emptied, invalid, missingParam, type StripeProblem } from "../problem.ts";
import type { Form } from "./form.ts";

// What a parameter may be on the wire, where everything is text.

export const text = z.string().min(1);
/** Given empty to take a value away. */
export const clearable = z.string().transform((value) => (value === "" ? null : value));
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const decimal = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,12})?$/)
  .transform(Number);
export const oneOf = <const Values extends readonly string[]>(values: Values) => z.enum(values);
/** Anything else could run in a person's browser. */
export const webAddress = z.string().refine(isWebAddress);
export const clearableAddress = z
  .string()
  .refine((value) => value === "" || isWebAddress(value))
  .transform((value) => (value === "" ? null : value));
export const metadata = z.record(z.string(), z.string()).or(z.literal("").transform(() => null));
/** Lists come numbered. An empty one comes as an empty value. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => {
    if (value === "") return [];
    return typeof value === "object" && value !== null ? Object.values(value) : value;
  }, z.array(item));

export const listing = {
  limit: whole.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** Checks parameters as Stripe does, and refuses what is unknown, missing or wrong in its words. */
export function paramsReader<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.strictObject(shape);
  return (form: Form): z.infer<typeof schema> => {
    const { expand: _, ...asked } = form;
    const read = schema.safeParse(asked);
    if (read.success) return read.data;
    const unknown = read.error.issues.find(({ code }) => code === "unrecognized_keys");
    throw problemOf(unknown ?? read.error.issues[0], asked);
  };
}

function problemOf(issue: z.core.$ZodIssue | undefined, asked: Form): StripeProblem {
  const path = issue?.path ?? [];
  const param = nameOf(path);
  const given = valueAt(asked, path);
  if (issue?.code === "unrecognized_keys")
    return unknownParams(issue.keys.map((key) => nameOf([...path, key])));
  if (given === undefined) return missingParam(param);
  if (issue?.code === "too_small") return emptied(param);
  if (issue?.code === "custom") return invalid("Not a valid URL", { code: "url_invalid", param });
  if (issue?.code === "invalid_format")
    return invalid(`Invalid integer: ${shown(given)}`, {
      code: "parameter_invalid_integer",
      param,
    });
  if (issue?.code === "invalid_value") return notAmong(issue.values.map(String), given, param);
  if (typeof given === "object") return invalid(`Invalid string: ${shown(given)}`, { param });
  return invalid(
    issue?.code === "invalid_type" && issue.expected === "array"
      ? "Invalid array"
      : "Invalid object",
    { param },
  );
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

function unknownParams([first = "", ...others]: string[]): StripeProblem {
  const all = [first, ...others].join(", ");
  return invalid(`Received unknown parameter${others.length > 0 ? "s" : ""}: ${all}`, {
    code: "parameter_unknown",
    param: first,
  });
}

function notAmong(values: string[], given: Form | string, param: string): StripeProblem {
  if (values[0] === "true") return invalid(`Invalid boolean: ${shown(given)}`, { param });
  const named = values.filter((value) => value !== "");
  const last = named.pop() ?? "";
  const list = named.length > 0 ? `${named.join(", ")}, or ${last}` : last;
  return invalid(`Invalid ${param}: must be one of ${list}`, { param });
}

function shown(given: Form | string): string {
  return typeof given === "string" ? given : JSON.stringify(given);
}

function nameOf([first, ...rest]: PropertyKey[]): string {
  return [String(first ?? ""), ...rest.map((each) => `[${String(each)}]`)].join("");
}

function valueAt(form: Form, path: PropertyKey[]): Form | string | undefined {
  let value: Form | string | undefined = form;
  for (const key of path) value = typeof value === "object" ? value[String(key)] : undefined;
  return value;
}
