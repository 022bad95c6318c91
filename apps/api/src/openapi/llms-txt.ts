import type { Operations } from "./operation.ts";

/** What a language model has to know to use us, in the form that they look for. */
export function llmsTxt(appUrl: string, operations: Operations): string {
  const lines = Object.entries(operations).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary }]) => `- ${method.toUpperCase()} ${appUrl}${path}: ${summary}`,
    ),
  );
  return [
    "# Portico",
    "",
    "> Stripe billing for products whose customers are Clerk organizations. Who asks decides the organization; no client names a customer, a price or a Stripe configuration.",
    "",
    `The full reference is OpenAPI 3.1: ${appUrl}/openapi.json. To read: ${appUrl}/docs.`,
    "",
    "Send a Clerk session token (with an active organization) or, to /v1, an API key, as Authorization: Bearer. Portal addresses live for five minutes and are credentials: send the person there at once, keep none.",
    "",
    "## Addresses",
    "",
    ...lines,
    "",
  ].join("\n");
}
