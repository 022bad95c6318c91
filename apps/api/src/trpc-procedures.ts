import { z } from "zod";

/** As tRPC keeps them at run time: by dotted name, whatever routers they sit in. */
const procedures = z.record(
  z.string(),
  z.custom<object>((value) => typeof value === "function"),
);
const definition = z.object({
  type: z.enum(["query", "mutation", "subscription"]),
  inputs: z.array(z.instanceof(z.ZodType)),
});

export type Procedure = { name: string } & z.infer<typeof definition>;

export function proceduresOf(router: { _def: { procedures: unknown } }): Procedure[] {
  return Object.entries(procedures.parse(router._def.procedures)).map(([name, procedure]) => ({
    name,
    ...definition.parse(Reflect.get(procedure, "_def")),
  }));
}
