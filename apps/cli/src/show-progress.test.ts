import { expect, it } from "vitest";
import { showProgress } from "./show-progress.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");

function openScreen(isTTY: boolean) {
  let text = "";
  const screen = { isTTY, write: (more: string) => void (text += more) };
  return { progress: showProgress(screen, () => NOON), shown: () => text };
}

it("moves a bar on a terminal, and says above it what there is to say", () => {
  const { progress, shown } = openScreen(true);
  progress.show({ done: 0, total: null, eta: null });
  progress.show({ done: 5_000, total: 10_000, eta: "2026-11-21T12:04:00Z" });
  progress.say("cus_1: subscription");
  progress.end();
  const lines = shown().split("\r\u001b[2K");
  expect(lines.slice(1)).toEqual([
    `${"░".repeat(30)} Counting customers …`,
    `${"█".repeat(15)}${"░".repeat(15)} 50 %, 5,000 of 10,000 customers, 4 min left`,
    `cus_1: subscription\n${"█".repeat(15)}${"░".repeat(15)} 50 %, 5,000 of 10,000 customers, 4 min left`,
    "",
  ]);
});

it("writes a line for each tenth elsewhere", () => {
  const { progress, shown } = openScreen(false);
  for (let done = 0; done <= 100; done += 1) progress.show({ done, total: 100, eta: null });
  progress.end();
  expect(shown().split("\n")).toHaveLength(12);
  expect(shown()).toMatch(/^0 %, 0 of 100 customers\n10 %, /);
});
