import { defineConfig } from "rolldown";

// One file per app, so that a start loads one file. PGlite finds its wasm beside itself and stays outside.
export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  external: ["@electric-sql/pglite", "pg-native"],
  output: { dir: "dist", format: "esm", sourcemap: true, cleanDir: true },
  onLog(level, log, report) {
    // Otherwise a wrong import is found out at the first start.
    report(log.code === "UNRESOLVED_IMPORT" ? "error" : level, log);
  },
});
