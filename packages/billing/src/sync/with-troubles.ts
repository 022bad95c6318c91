import { whatHappened } from "@portico/db";

/** What a step tells of, if of anything. */
interface Telling {
  customer: unknown;
  waitsFor: unknown;
  trouble: unknown;
}

/** Tells at once of a trouble that keeps the next step waiting, and of no more until that step is made. */
export async function* withTroubles<Step extends Telling>(
  stepsOf: (onTrouble: (error: unknown) => void) => AsyncGenerator<Step, void>,
): AsyncGenerator<Step, void> {
  let tell: (error: unknown) => void = () => {};
  const troubled = () =>
    new Promise<string>((resolve) => (tell = (error) => resolve(whatHappened(error))));
  const steps = stepsOf((error) => tell(error));
  let step: Step | undefined;
  try {
    for (let trouble = troubled(); ; trouble = troubled()) {
      if (step) yield step;
      const next = steps.next();
      const first = await Promise.race([next, trouble]);
      if (step && typeof first === "string")
        yield { ...step, customer: null, waitsFor: null, trouble: first };
      const { done, value } = await next;
      if (done) return;
      step = value;
    }
  } finally {
    await steps.return();
  }
}
