import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = {
  maxWorkers: "100%",
  // Files share nothing but what costs seconds each time: the modules, and embedded databases, which are emptied.
  isolate: false,
  // Ends what hangs. Whatever is only slow, on a machine with others at work, may take its time.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 60_000 } },
  exclude: ["**/node_modules/**", "**/dist/**"],
  setupFiles: ["scripts/stripe-types/in-tests.mjs"],
};

const startsPrograms = ["scripts/tests/build-first.mjs"];

const databaseUrl = process.env.TEST_DATABASE_URL || null;

export default defineConfig({
  test: {
    watch: false,
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["{apps,packages}/*/src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
          exclude: [...shared.exclude, "**/*.{db,postgres,long}.test.ts", "scripts/gates/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "database",
          // Many wait: for a server, a program, a lease that nobody holds any more. One more works meanwhile.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 1 },
          globalSetup: startsPrograms,
          // What several servers do at once is PostgreSQL's alone.
          include: [
            "{apps,packages}/*/src/**/*.db.test.ts",
            ...(databaseUrl ? ["{apps,packages}/*/src/**/*.postgres.test.ts"] : []),
          ],
          provide: { databaseUrl },
        },
      },
      {
        // What `npm test` draws a few of, drawn by the hundred: `npm run test:long`.
        test: {
          ...shared,
          name: "long",
          globalSetup: startsPrograms,
          include: ["{apps,packages}/*/src/**/*.long.test.ts"],
          testTimeout: 3_600_000,
          provide: { databaseUrl },
        },
      },
      {
        // Plants a mistake for each gate in a copy of the tree: slow, so `npm test` alone runs it.
        test: {
          ...shared,
          name: "gates",
          setupFiles: [],
          include: ["scripts/gates/**/*.test.mjs"],
        },
      },
    ],
  },
});
