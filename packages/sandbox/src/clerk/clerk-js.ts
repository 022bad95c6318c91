import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import installed from "@clerk/clerk-js/package.json" with { type: "json" };
import { Hono } from "hono";
import { notFound } from "./errors.ts";

/** Serves clerk-js as Clerk's own network does, from the installed package. */
export function clerkJsFiles(): Hono {
  const manifest = createRequire(import.meta.url).resolve("@clerk/clerk-js/package.json");
  const folder = join(dirname(manifest), "dist");
  const release = `clerk-js@${installed.version}`;
  const names = new Set(readdirSync(folder).filter((name) => name.endsWith(".js")));
  const files = new Hono();

  files.get("/@clerk/:package{clerk-js@[^/]+}/dist/:file", async (c) => {
    const name = c.req.param("file");
    if (c.req.param("package") !== release || !names.has(name))
      throw notFound(`file ${name} in ${c.req.param("package")}; it serves ${release}`);
    return c.body(await readFile(join(folder, name), "utf8"), 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  return files;
}
