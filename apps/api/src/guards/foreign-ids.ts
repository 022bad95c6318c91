import { z } from "zod";
import { readSchema } from "../openapi/read-schema.ts";
import { APP_URL } from "../testing.ts";

/** What somebody would send of their own accord, by the name of the field. */
const USUAL = new Map<string, unknown>([
  ["returnUrl", `${APP_URL}/billing`],
  ["return_url", `${APP_URL}/billing`],
  ["subscription", "sub_initech"],
  ["plan", "team"],
  ["pack", "small"],
  ["name", "CI"],
]);

/** A value that the schema allows. */
export function usual(schema: object, name = ""): unknown {
  const { type, fixed, some, choices, items, properties, required } = readSchema(schema);
  const [choice] = choices ?? [];
  if (fixed !== undefined) return fixed;
  if (some) return some[0];
  if (choice) return usual(choice, name);
  if (type === "array") return items ? [usual(items, name)] : [];
  if (type === "integer") return 1;
  if (!properties) return USUAL.get(name) ?? "x";
  return Object.fromEntries(required.map((key) => [key, usual(properties[key] ?? {}, key)]));
}

/** Values that the schema allows but for an id of somebody else's, in each field in turn, and in fields it does not have. */
export function withForeignId(schema: object, id: string | number): unknown[] {
  const { choices, items, properties } = readSchema(schema);
  if (choices) return choices.flatMap((choice) => withForeignId(choice, id));
  if (items) return withForeignId(items, id).map((item) => [item]);
  if (!properties) return [id];
  const rest = fields.parse(usual(schema));
  const inFields = Object.entries(properties).flatMap(([key, of]) =>
    withForeignId(of, id).map((value) => ({ ...rest, [key]: value })),
  );
  return [...inFields, { ...rest, ...strayWith(id) }];
}

const fields = z.record(z.string(), z.unknown());

/** Where somebody might hope that an id counts. */
export function strayWith(id: string | number) {
  return { organization: id, organizationId: id, org_id: id, customer: id, apiKey: id, id };
}
