import { describe, expect, it, vi } from "vitest";
import { keepPortalOffers, type PortalOffer } from "./offers.ts";

const offer = (id: string): PortalOffer => ({ id, features: new Set(), plans: new Map() });

function stripeWith(...answers: (Record<string, string> | "down")[]) {
  let now = 0;
  const read = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer || answer === "down") throw new Error("Stripe is down.");
    return new Map(Object.entries(answer).map(([name, id]) => [name, offer(id)]));
  });
  const named = keepPortalOffers({ read, now: () => now });
  return {
    read,
    idOf: async (name: string) => (await named(name))?.id,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe("the portal's configurations", () => {
  it("are asked for once, however many want one", async () => {
    const { idOf, read } = stripeWith({ full: "bpc_1" });
    expect(await Promise.all([idOf("full"), idOf("full"), idOf("full")])).toEqual(
      Array(3).fill("bpc_1"),
    );
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("are there as soon as they were applied, without a restart", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, { full: "bpc_1", payments: "bpc_2" });
    expect(await idOf("payments")).toBeUndefined();
    wait(10_001);
    expect(await idOf("payments")).toBe("bpc_2");
  });

  it("are not asked for at every wish for one that is missing", async () => {
    const { idOf, read } = stripeWith({ full: "bpc_1" });
    for (let times = 0; times < 5; times += 1) await idOf("payments");
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("follow what was changed at Stripe", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, { full: "bpc_2" });
    await idOf("full");
    wait(5 * 60_000 + 1);
    await idOf("full");
    expect(await idOf("full")).toBe("bpc_2");
  });

  it("stay what they were while Stripe is down", async () => {
    const { idOf, wait } = stripeWith({ full: "bpc_1" }, "down");
    await idOf("full");
    wait(5 * 60_000 + 1);
    expect(await idOf("payments")).toBeUndefined();
    expect(await idOf("full")).toBe("bpc_1");
  });

  it("are an error while Stripe never answered, and there as soon as it did", async () => {
    const { idOf } = stripeWith("down", "down", { full: "bpc_1" });
    await expect(idOf("full")).rejects.toThrow("down");
    expect(await idOf("full").catch(() => idOf("full"))).toBe("bpc_1");
  });
});
