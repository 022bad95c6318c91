import type { Surface } from "@portico/billing/contracts";
import type { z } from "zod";
import type { Operation } from "./operation.ts";

/** What a surface answers, from the table that it answers by. */
export function surfaceOperation(
  { reference, answers }: Surface,
  tag: Operation["tag"],
  security: NonNullable<Operation["security"]>,
): Operation {
  const { summary, description, body, granted, refusal, others } = reference;
  return {
    summary,
    ...(description && { description }),
    tag,
    security,
    ...(body && { body }),
    answers: {
      ...refusals(answers, refusal),
      413: { description: "The body is too large.", body: refusal([answers.BAD_REQUEST.code]) },
      ...others,
      ...granted,
    },
  };
}

/** Reasons that share a status share an answer. */
function refusals(
  answers: Surface["answers"],
  refusal: (codes: [string, ...string[]]) => z.ZodType,
): Operation["answers"] {
  const said = Object.entries(answers).flatMap(([reason, answer]) =>
    answer === "never" ? [] : [{ reason, ...answer }],
  );
  const statuses = new Set(said.map(({ status }) => status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const same = said.filter((each) => each.status === status);
      const [first = "", ...more] = new Set(same.map(({ code }) => code));
      const description = `${same.map(({ reason }) => reason).join(", ")}.`;
      const headers = same.some(({ reason }) => reason === "TOO_MANY_REQUESTS")
        ? ["Retry-After"]
        : [];
      return [status, { description, body: refusal([first, ...more]), headers }];
    }),
  );
}
