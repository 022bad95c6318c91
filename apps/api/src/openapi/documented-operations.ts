import { z } from "zod";
import type { App } from "../app.ts";
import { APP_URL } from "../testing.ts";

const content = z.object({ "application/json": z.object({ schema: z.looseObject({}) }) });
const response = z.object({ content: content.optional() });
const documented = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), content })).default([]),
        requestBody: z.object({ content }).optional(),
        responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), response])),
      }),
    ),
  ),
  components: z.object({ responses: z.record(z.string(), response) }),
});

export interface DocumentedOperation {
  method: string;
  path: string;
  query: { name: string; schema: object } | undefined;
  body: object | undefined;
  answers: Map<number, z.ZodType>;
}

/** Every operation that /openapi.json tells of. */
export async function operationsOf({ fetch }: Pick<App, "fetch">): Promise<DocumentedOperation[]> {
  const answer = await fetch(new Request(`${APP_URL}/openapi.json`));
  const { paths, components } = documented.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.map(({ name, content: of }) => ({ name, schema: schemaIn(of) }))[0],
      body: requestBody && schemaIn(requestBody.content),
      answers: new Map(
        Object.entries(responses).map(([status, said]) => {
          const { content: of } = "$ref" in said ? shared(said.$ref) : said;
          return [Number(status), of ? z.fromJSONSchema(schemaIn(of)) : z.null()];
        }),
      ),
    })),
  );

  function shared(ref: string) {
    return response.parse(components.responses[ref.replace("#/components/responses/", "")]);
  }
}

function schemaIn({ "application/json": { schema } }: z.infer<typeof content>) {
  return schema;
}
