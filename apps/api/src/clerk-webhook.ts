import { verifyWebhook } from "@clerk/backend/webhooks";
import type { Hearing } from "@portico/billing";
import type { Ask } from "./ask.ts";
import { problem } from "./envelope.ts";

export interface ClerkWebhookNeeds {
  /** Several while one is being rolled. */
  secrets: readonly string[];
  hear(id: string, payload: unknown): Promise<Hearing>;
}

export async function hearClerkWebhook(
  needs: ClerkWebhookNeeds,
  { request, requestId }: Ask,
): Promise<Response> {
  const id = request.headers.get("svix-id") ?? "";
  const payload = await verified(needs.secrets, request);
  if (payload === undefined)
    return problem(requestId, {
      status: 400,
      code: "BAD_SIGNATURE",
      message: "This is not signed by Clerk for this endpoint. Check CLERK_WEBHOOK_SECRET.",
    });
  return Response.json({ received: await needs.hear(id, payload) });
}

async function verified(secrets: readonly string[], request: Request): Promise<unknown> {
  for (const signingSecret of secrets) {
    const payload = await verifyWebhook(request.clone(), { signingSecret }).catch(() => undefined);
    if (payload !== undefined) return payload;
  }
  return undefined;
}
