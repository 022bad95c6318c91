import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { root } from "./root.mjs";

const fileOf = (name) => JSON.stringify(pathToFileURL(join(root, "scripts", name)).href);

/** Starts a program that says its id and ends when it is asked to. */
const RUNNER = `
import { startServer } from ${fileOf("servers.mjs")};
import { endWithUs } from ${fileOf("end-with-us.mjs")};
const code = 'console.log(process.pid); setInterval(() => {}, 1000)';
endWithUs(startServer("program", process.execPath, ["-e", code], { onLine: console.log }));
`;

const isAlive = (id) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

it("ends a program whose runner was killed", async () => {
  const runner = spawn(process.execPath, ["--input-type=module", "-e", RUNNER]);
  const [line] = await once(runner.stdout, "data");
  const id = Number(line);
  expect(isAlive(id)).toBe(true);
  runner.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(id)).toBe(false), { timeout: 10_000 });
});
