import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".ico": "image/x-icon",
};

export interface PageNeeds {
  folder: string;
  /** Clerk's own script and API come from there, unless they come through us. */
  clerkOrigin: string | null;
}

/** Serves the built page. Whatever a browser navigates to and no file answers is the page's to route. */
export function servePage({ folder, clerkOrigin }: PageNeeds) {
  const policy = contentSecurityPolicy(clerkOrigin);

  return async (request: Request): Promise<Response | undefined> => {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const path = normalize(decodePath(request.url));
    if (path !== "/" && !path.includes("..")) {
      const file = await readIfFile(join(folder, ...path.split(sep)));
      if (file)
        return answer(
          file,
          extname(path),
          path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
    }
    if (!/\btext\/html\b/.test(request.headers.get("accept") ?? "")) return undefined;
    const index = await readIfFile(join(folder, "index.html"));
    return index && answer(index, ".html", "no-cache");
  };

  function answer(file: Buffer, extension: string, cache: string): Response {
    return new Response(new Uint8Array(file), {
      headers: {
        "content-type": TYPES[extension] ?? "application/octet-stream",
        "cache-control": cache,
        "content-security-policy": policy,
        "referrer-policy": "strict-origin-when-cross-origin",
        "x-frame-options": "DENY",
      },
    });
  }
}

function contentSecurityPolicy(clerkOrigin: string | null): string {
  const clerk = clerkOrigin === null ? [] : [clerkOrigin];
  // Clerk shows faces from one place and asks whether somebody is a person at another.
  const faces = clerkOrigin === null ? [] : ["https://img.clerk.com"];
  const challenge = clerkOrigin === null ? [] : ["https://challenges.cloudflare.com"];
  const allow = (what: string, ...sources: string[]) => [what, "'self'", ...sources].join(" ");
  return [
    allow("default-src"),
    allow("script-src", ...clerk, ...challenge),
    allow("connect-src", ...clerk),
    allow("img-src", "data:", ...faces),
    allow("style-src", "'unsafe-inline'"),
    allow("worker-src", "blob:"),
    allow("frame-src", ...challenge),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

function decodePath(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return "/";
  }
}

async function readIfFile(path: string): Promise<Buffer | undefined> {
  if (path.includes("\0")) return undefined;
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? readFile(path) : undefined;
}
