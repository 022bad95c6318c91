import { afterEach, expect, it, vi } from "vitest";
import type { Settings } from "../env.ts";
import { migrateDatabase } from "./migrate.ts";

const settings: Settings = {
  dataDir: "/nowhere",
  appUrl: "http://localhost:5173",
  apiUrl: "http://localhost:8787",
  stripePort: 12111,
  clerkPort: 12112,
  databaseUrl: undefined,
  stripe: { secretKey: "sk_test_sandbox", apiUrl: "http://localhost:12111" },
  plansFile: null,
  portalFile: null,
};
const said = vi.spyOn(console, "error").mockImplementation(() => {});

afterEach(() => said.mockClear());

it("asks for DATABASE_URL when there is none", async () => {
  expect(await migrateDatabase(settings)).toBe(1);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("Set DATABASE_URL"));
});

it("names the database it could not reach, and never its password", async () => {
  const databaseUrl = "postgres://portico:secret@127.0.0.1:1/books";
  expect(await migrateDatabase({ ...settings, databaseUrl })).toBe(1);
  expect(said).toHaveBeenCalledWith(
    "127.0.0.1:1/books could not be migrated: connect ECONNREFUSED 127.0.0.1:1",
  );
});
