import type { z } from "zod";

/** "The request is not valid. Check flow.type, customer." */
export function sayInvalid({ issues }: z.ZodError): string {
  const fields = new Set(issues.flatMap(fieldsOf).filter(Boolean));
  return fields.size === 0
    ? "The request is not valid. Send an object."
    : `The request is not valid. Check ${[...fields].join(", ")}.`;
}

function fieldsOf(issue: z.core.$ZodIssue): string[] {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys : [""];
  return unknown.map((key) => [...issue.path, key].filter((part) => part !== "").join("."));
}
