import { channel } from "node:diagnostics_channel";

const answers = channel("portico:stripe-answer");

/** Tells whoever listens of an answer. Only tests do: they hold it against the types of Stripe's SDK. */
export async function tellAnswer({ method, url }: Request, answer: Response): Promise<Response> {
  if (!answers.hasSubscribers) return answer;
  const body: unknown = await answer.clone().json();
  answers.publish({ method, path: new URL(url).pathname, status: answer.status, body });
  return answer;
}
