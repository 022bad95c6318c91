import { answerJson, operationJson, type Operations, SECURITY } from "./operation.ts";

/** The reference in OpenAPI 3.1, from the tables and schemas that the routes themselves go by. */
export function openApiDocument(appUrl: string, operations: Operations) {
  return {
    openapi: "3.1.1",
    info: {
      title: "Portico",
      version: "1",
      summary: "Stripe billing for organizations",
      description:
        "Every answer carries X-Request-Id. What is counted against a limit carries RateLimit and RateLimit-Policy; a 429 carries Retry-After.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: appUrl }],
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, { get, post }]) => [
        path,
        { ...(get && { get: operationJson(get) }), ...(post && { post: operationJson(post) }) },
      ]),
    ),
    components: { securitySchemes: SECURITY, responses: sharedAnswers(operations) },
  };
}

function sharedAnswers(operations: Operations) {
  const answers = Object.values(operations)
    .flatMap(({ get, post }) => [get, post])
    .flatMap((operation) => Object.values(operation?.answers ?? {}));
  return Object.fromEntries(
    answers.flatMap((each) => (each.sharedAs ? [[each.sharedAs, answerJson(each)]] : [])),
  );
}
