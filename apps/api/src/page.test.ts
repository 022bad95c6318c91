import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { servePage } from "./page.ts";

const root = mkdtempSync(join(tmpdir(), "portico-page-"));
const folder = join(root, "dist");
mkdirSync(join(folder, "assets"), { recursive: true });
writeFileSync(join(root, "secret.txt"), "secret");
writeFileSync(join(folder, "index.html"), "<p>page</p>");
writeFileSync(join(folder, "assets/main-abc.js"), "run()");
afterAll(() => rmSync(root, { recursive: true }));

const page = servePage({ folder, clerkOrigin: "https://clerk.example.com" });
const get = (path: string, headers: Record<string, string> = {}) =>
  page(new Request(`https://app.example.com${path}`, { headers }));

it("serves what was built, for good where the name says what is in it", async () => {
  const script = await get("/assets/main-abc.js");
  expect(await script?.text()).toBe("run()");
  expect(script?.headers.get("content-type")).toContain("text/javascript");
  expect(script?.headers.get("cache-control")).toContain("immutable");
});

it.each(["/", "/billing", "/organization?x=1", "/sign-in/factor-one"])(
  "gives a browser that goes to %s the page, which knows its own ways",
  async (path) => {
    const answer = await get(path, { accept: "text/html,*/*" });
    expect(await answer?.text()).toBe("<p>page</p>");
    expect(answer?.headers.get("cache-control")).toBe("no-cache");
  },
);

it("leaves alone what is neither a file nor somebody's navigation", async () => {
  expect(await get("/assets/gone.js")).toBeUndefined();
  expect(await get("/nothing", { accept: "application/json" })).toBeUndefined();
  const post = new Request("https://app.example.com/", {
    method: "POST",
    headers: { accept: "text/html" },
  });
  expect(await page(post)).toBeUndefined();
});

it.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/%00",
  "/%",
])("never leaves its folder for %s", async (path) => {
  expect(await get(path)).toBeUndefined();
});

it("lets scripts come from us and from Clerk alone, and nobody frame the page", async () => {
  const policy = (await get("/", { accept: "text/html" }))?.headers.get("content-security-policy");
  expect(policy).toContain(
    "script-src 'self' https://clerk.example.com https://challenges.cloudflare.com;",
  );
  expect(policy).toContain("frame-ancestors 'none'");
});
