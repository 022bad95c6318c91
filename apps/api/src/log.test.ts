import { expect, it } from "vitest";
import { createLog } from "./log.ts";

function lineOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("info", { write: (line: string) => lines.push(line) }));
  return lines.join("");
}

it.each([
  "sk_test_51abcDEF",
  "rk_live_51abcDEF",
  "whsec_abc/DEF+1=",
  "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl",
  "https://billing.stripe.com/p/session/test_YWNjdF8x",
  "http://localhost:12111/p/session/abc",
  "https://checkout.stripe.com/c/pay/cs_live_a1b2c3#fidkdWxOYHwnPyd1",
])("never writes %s, wherever it stands", (secret) => {
  const line = lineOf((log) => {
    log.info({ secret, deep: { list: [secret] } }, `a sentence with ${secret} in it`);
    log.error({ error: new Error(secret, { cause: new Error(secret) }) }, "failed");
  });
  expect(line).not.toContain(secret);
  expect(line.match(/\[hidden\]/g)?.length).toBeGreaterThanOrEqual(5);
});

it("keeps what caused an error, without the requests libraries hang on theirs", () => {
  const cause = Object.assign(new Error("connection lost"), {
    headers: { authorization: "Basic abc" },
  });
  const line = lineOf((log) => log.error({ error: new Error("no answer", { cause }) }, "failed"));
  expect(JSON.parse(line)).toMatchObject({
    error: { message: "no answer", cause: { message: "connection lost" } },
  });
  expect(line).not.toContain("Basic abc");
});
