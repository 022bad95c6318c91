import { join } from "node:path";
import { EVENTS } from "@portico/billing/events";
import { z } from "zod";
import type { Settings } from "../env.ts";

/** Runs the stand-ins for Stripe and Clerk until somebody stops them. */
export async function runSandbox(settings: Settings): Promise<number> {
  const { dataDir, stripePort, clerkPort, appUrl, apiUrl } = settings;
  const folder = join(dataDir, "sandbox");
  const stopAsked = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });

  // The sandbox is an optional part: whoever only migrates need not have it.
  const { startSandbox } = await import("@portico/sandbox");
  const sandbox = await startSandbox({
    folder,
    stripePort,
    clerkPort,
    appUrl,
    apiUrl,
    events: Object.keys(EVENTS),
  }).catch((error: unknown) => explain(error, settings));
  if (!sandbox) return 1;
  console.log(
    `Stripe's sandbox is at http://localhost:${stripePort}, Clerk's at http://localhost:${clerkPort}.`,
  );
  console.log(`They keep what happens in ${folder}.`);

  await stopAsked;
  await sandbox.close();
  return 0;
}

const takenPort = z.object({ code: z.literal("EADDRINUSE"), port: z.number() });

function explain(error: unknown, { stripePort }: Settings): undefined {
  const taken = takenPort.safeParse(error);
  if (!taken.success) throw error;
  const { port } = taken.data;
  const variable = port === stripePort ? "STRIPE_SANDBOX_PORT" : "CLERK_SANDBOX_PORT";
  console.error(
    `Port ${port} is taken. Stop what listens there, or set ${variable} to another port.`,
  );
}
