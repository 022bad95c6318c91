import { z } from "zod";
import { houseProblem, TOO_LARGE } from "./house-answers.ts";
import type { Operation } from "./operation.ts";

const clerk = z.object({
  publishableKey: z.string(),
  proxyUrl: z.string().nullable(),
  jsUrl: z.string().nullable(),
});

function webhook(sender: "Stripe" | "Clerk", receipt: z.ZodType): Operation {
  return {
    summary: `Take ${sender}'s webhooks`,
    description: `Signed by ${sender} over the raw body; a signature that is not the endpoint's is refused.`,
    tag: "Webhooks",
    answers: {
      200: { description: "Understood; the receipt says what was decided.", body: receipt },
      400: { description: "Not signed for this endpoint.", body: houseProblem("BAD_SIGNATURE") },
      ...TOO_LARGE,
      500: {
        description: "It could not be stored; send it again.",
        body: houseProblem("INTERNAL_ERROR"),
      },
    },
  };
}

export const HEALTH: Operation = {
  summary: "Is the process alive?",
  tag: "House",
  answers: { 200: { description: "It is.", body: z.object({ status: z.literal("alive") }) } },
};

export const READY: Operation = {
  summary: "Can it do its work?",
  description: "The database answers and every migration is done.",
  tag: "House",
  answers: {
    200: { description: "It can.", body: z.object({ status: z.literal("ready") }) },
    503: { description: "Not yet, and why.", body: houseProblem("NOT_READY") },
  },
};

export const CONFIG: Operation = {
  summary: "What the page is told before it starts",
  tag: "House",
  answers: {
    200: {
      description: "Nothing secret.",
      body: z.object({
        clerk,
        sandbox: z.boolean(),
        managers: z.array(z.string()).readonly().describe("Roles and permissions that may manage."),
        signInPicker: z.string().nullable(),
      }),
    },
  },
};

export const STRIPE_WEBHOOK = webhook(
  "Stripe",
  z.object({ received: z.string(), event: z.string().nullable() }),
);

export const CLERK_WEBHOOK = webhook("Clerk", z.object({ received: z.string() }));
