import { afterEach, expect, it, vi } from "vitest";
import { readEnv } from "./env.ts";

afterEach(() => vi.unstubAllEnvs());

it("lets the addresses follow the ports, and takes an empty variable for a missing one", () => {
  vi.stubEnv("PORT", "9000");
  vi.stubEnv("WEB_PORT", "9001");
  vi.stubEnv("APP_URL", "");
  expect(readEnv()).toMatchObject({
    ok: true,
    settings: { apiUrl: "http://localhost:9000", appUrl: "http://localhost:9001" },
  });
});

it("names each variable that cannot be used", () => {
  vi.stubEnv("PORT", "eighty");
  vi.stubEnv("DATABASE_URL", "mysql://localhost/books");
  const env = readEnv();
  expect(env.ok).toBe(false);
  expect(env).toMatchObject({ problem: expect.stringMatching(/PORT: .*\n.*DATABASE_URL: /) });
});
