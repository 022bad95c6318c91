import { z } from "zod";

const shape = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  oneOf: z.array(z.looseObject({})).optional(),
  items: z.looseObject({}).optional(),
  properties: z.record(z.string(), z.looseObject({})).optional(),
  required: z.array(z.string()).default([]),
});

/** What a JSON schema of ours says, for tests that make up values by it. */
export function readSchema(schema: object) {
  const { const: fixed, enum: some, anyOf, oneOf, ...rest } = shape.parse(schema);
  return { ...rest, fixed, some, choices: anyOf ?? oneOf };
}
