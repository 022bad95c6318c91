import { describe, expect, it, vi } from "vitest";
import { fetchedClerkKeys } from "./clerk-keys.ts";

const key = (kid: string) => ({ kid, kty: "RSA", n: "n", e: "AQAB" });

function clerkWith(...answers: (() => Response)[]) {
  let now = 0;
  const fetch = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer ? answer() : new Response(null, { status: 500 });
  });
  const keys = fetchedClerkKeys({
    fetch,
    apiUrl: "http://clerk.test",
    secretKey: "sk_test_1",
    now: () => now,
  });
  return {
    fetch,
    keys,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

const answerWith =
  (...kids: string[]) =>
  () =>
    Response.json({ keys: kids.map(key) });
const down = () => new Response("nope", { status: 503 });

describe("Clerk's keys", () => {
  it("are fetched once, however many ask", async () => {
    const { keys, fetch } = clerkWith(answerWith("one"));
    await Promise.all([keys.find("one"), keys.find("one"), keys.find("one")]);
    expect(await keys.find("one")).toMatchObject({ kid: "one" });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("are fetched anew when a token names an unknown one, so a rotation needs no restart", async () => {
    const { keys, wait } = clerkWith(answerWith("one"), answerWith("two"));
    await keys.find("one");
    wait(10_001);
    expect(await keys.find("two")).toMatchObject({ kid: "two" });
  });

  it("are not fetched for every forged token", async () => {
    const { keys, fetch } = clerkWith(answerWith("one"));
    await keys.find("one");
    for (const forged of ["a", "b", "c"]) expect(await keys.find(forged)).toBeUndefined();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("stay what they were while Clerk is down", async () => {
    const { keys, wait } = clerkWith(answerWith("one"), down);
    await keys.find("one");
    wait(10_001);
    expect(await keys.find("other")).toBeUndefined();
    expect(await keys.find("one")).toMatchObject({ kid: "one" });
  });

  it("are an error while Clerk never answered, and there as soon as it did", async () => {
    const { keys } = clerkWith(down, down, answerWith("one"));
    await expect(keys.find("one")).rejects.toThrow("503");
    await expect(keys.find("one").catch(() => keys.find("one"))).resolves.toMatchObject({
      kid: "one",
    });
  });
});
