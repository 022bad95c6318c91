import { afterEach, expect, it, vi } from "vitest";
import { createApi } from "./api.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("waits for an answer as long as somebody would, and no longer", async () => {
  const patience = new AbortController();
  const patient = vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
  const swallow = vi.fn(
    (_: string, { signal }: RequestInit) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("It was given up.")));
      }),
  );
  vi.stubGlobal("fetch", swallow);
  const view = createApi(async () => "token").billing.view.query();
  await vi.waitFor(() => expect(swallow).toHaveBeenCalled());
  patience.abort();
  await expect(view).rejects.toThrow("It was given up.");
  expect(patient).toHaveBeenCalledWith(20_000);
});
