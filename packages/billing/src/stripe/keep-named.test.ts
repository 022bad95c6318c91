import { describe, expect, it, vi } from "vitest";
import { keepNamed } from "./keep-named.ts";

function stripeWith(...answers: (Record<string, string> | "down")[]) {
  let now = 0;
  const read = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer || answer === "down") throw new Error("Stripe is down.");
    return new Map(Object.entries(answer));
  });
  const { find: idOf, forget } = keepNamed({ read, now: () => now });
  return {
    read,
    idOf,
    forget,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe("what Stripe has by name", () => {
  it("is asked for once, however many want it", async () => {
    const { idOf, read } = stripeWith({ full: "bpc_1" });
    expect(await Promise.all([idOf("full"), idOf("full"), idOf("full")])).toEqual(
      Array(3).fill("bpc_1"),
    );
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("is there as soon as it was applied, without a restart", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, { full: "bpc_1", payments: "bpc_2" });
    expect(await idOf("payments")).toBeUndefined();
    wait(10_001);
    expect(await idOf("payments")).toBe("bpc_2");
  });

  it("is not asked for at every wish for what is missing", async () => {
    const { idOf, read } = stripeWith({ full: "bpc_1" });
    for (let times = 0; times < 5; times += 1) await idOf("payments");
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("follows what was changed there", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, { full: "bpc_2" });
    await idOf("full");
    wait(5 * 60_000 + 1);
    await idOf("full");
    expect(await idOf("full")).toBe("bpc_2");
  });

  it("is read again by whoever wants it next, once it is forgotten", async () => {
    const { idOf, forget, read } = stripeWith({ full: "bpc_1" }, { full: "bpc_2" });
    // Of two answers the one to the later question counts.
    forget();
    expect(await idOf("full")).toBe("bpc_2");
    expect(await idOf("full")).toBe("bpc_2");
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("stays what it was while Stripe is down", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, "down");
    await idOf("full");
    wait(5 * 60_000 + 1);
    expect(await idOf("payments")).toBeUndefined();
    expect(await idOf("full")).toBe("bpc_1");
  });

  it("is an error while Stripe never answered, and there as soon as it did", async () => {
    const { idOf } = stripeWith("down", "down", { full: "bpc_1" });
    await expect(idOf("full")).rejects.toThrow("down");
    expect(await idOf("full").catch(() => idOf("full"))).toBe("bpc_1");
  });
});
