import { expect, it, vi } from "vitest";
import { createLog } from "./log.ts";
import { ready } from "./ready.ts";
import { logRequest } from "./request-log.ts";

const requestId = "01JTBQH2FZ8K1RXC0WJ4Z9P3VM";
const log = logRequest(createLog("silent"), { requestId, method: "GET", path: "/ready" }, () => 0);

const answerOf = (isMigrated: () => Promise<boolean>) => ready(isMigrated)({ requestId, log });

it("is ready when the database answers and every migration is done", async () => {
  expect((await answerOf(async () => true)).status).toBe(200);
});

it.each<[string, () => Promise<boolean>]>([
  ["is not migrated", async () => false],
  ["cannot be reached", () => Promise.reject(new Error("connect ECONNREFUSED"))],
])("is not ready while the database %s, and says what to do", async (what, isMigrated) => {
  const answer = await answerOf(isMigrated);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain(what);
});

it("asks the database once for all who ask at once", async () => {
  const isMigrated = vi.fn(async () => true);
  const answer = ready(isMigrated);
  const askMany = () => Promise.all(Array.from({ length: 100 }, () => answer({ requestId, log })));
  const answers = await askMany();
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(isMigrated).toHaveBeenCalledTimes(1);
  await askMany();
  expect(isMigrated).toHaveBeenCalledTimes(2);
});
