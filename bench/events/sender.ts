import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export interface Errand {
  origin: string;
  path: string;
  secret: string;
  bodies: string[];
  connections: number;
}

/** Until all were taken. */
const outcome = z.object({ seconds: z.number(), refused: z.number() });
export type Outcome = z.infer<typeof outcome>;

export interface Sender {
  send(errand: Errand): Promise<Outcome>;
  stop(): void;
}

export function startSender(): Sender {
  const child = fork(fileURLToPath(new URL("./sender.mjs", import.meta.url)));
  return {
    async send(errand) {
      const answer = once(child, "message");
      child.send(errand);
      return outcome.parse((await answer).at(0));
    },
    stop: () => void child.kill(),
  };
}
