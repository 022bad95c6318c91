import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";

const PROGRAM = fileURLToPath(
  new URL("../../../../scripts/tests/postgres/stoppable.mjs", import.meta.url),
);

export interface StoppableDatabase {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A PostgreSQL server of this test's own. */
export async function openStoppableDatabase(): Promise<StoppableDatabase> {
  const program = fork(PROGRAM);
  onTestFinished(() => program.disconnect());
  const heard = async () =>
    z.tuple([z.string()]).parse((await once(program, "message")).slice(0, 1))[0];
  const tell = async (order: string) => {
    program.send(order);
    await heard();
  };
  return { url: await heard(), stop: () => tell("stop"), start: () => tell("start") };
}
