import { z } from "zod";

const settings = z.object({
  clerk: z.object({
    publishableKey: z.string().min(1),
    proxyUrl: z.string().nullable(),
    jsUrl: z.string().nullable(),
  }),
  sandbox: z.boolean(),
  /** Roles and permissions of whoever may do more than look. */
  managers: z.array(z.string()),
  signInPicker: z.string().nullable(),
});

export type Settings = z.infer<typeof settings>;

const PATIENCE_MS = 20_000;

/** The page is built once; what differs from place to place it asks the server. */
export async function readSettings(): Promise<Settings> {
  const answer = await fetch("/config.json", { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}.`);
  return settings.parse(await answer.json());
}
