import type { AuditRow } from "@portico/db";
import { expect, it, vi } from "vitest";
import { createAuditWriter } from "./audit-writer.ts";

const entry = (requestId: string): AuditRow => ({
  at: new Date(0),
  organizationId: "org_acme",
  action: "portal.open",
  outcome: "done",
  address: "127.0.0.1",
  requestId,
});

it("writes entries of one moment together, in their order, and all of them before it ends", async () => {
  const write = vi.fn(async () => {});
  const writer = createAuditWriter({ write, onError: () => {}, pauseMs: 60_000 });
  writer.note(entry("1"));
  writer.note(entry("2"));
  expect(write).not.toHaveBeenCalled();
  await writer.finish();
  expect(write.mock.calls).toEqual([[[entry("1"), entry("2")]]]);
});

it("writes by itself after its pause", async () => {
  const write = vi.fn(async () => {});
  const writer = createAuditWriter({ write, onError: () => {}, pauseMs: 0 });
  writer.note(entry("1"));
  await expect.poll(() => write.mock.calls).toEqual([[[entry("1")]]]);
});

it("says which entries were lost, and goes on", async () => {
  const write = vi.fn(async () => {}).mockRejectedValueOnce(new Error("gone"));
  const lost = vi.fn();
  const writer = createAuditWriter({ write, onError: lost, pauseMs: 60_000 });
  writer.note(entry("1"));
  await writer.finish();
  writer.note(entry("2"));
  await writer.finish();
  expect(lost).toHaveBeenCalledWith(expect.any(Error), [entry("1")]);
  expect(write).toHaveBeenLastCalledWith([entry("2")]);
});
