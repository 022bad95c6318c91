import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { build } from "vite";
import { test } from "./addresses.ts";

const PROMISES = [
  {
    promise: "of a listed origin opens the portal with the client library",
    origin: "listed",
    signedIn: true,
    shown: /^http:\/\/localhost:\d+\/p\/session\//,
  },
  {
    promise: "of a listed origin is told why it is refused",
    origin: "listed",
    signedIn: false,
    shown: "UNAUTHORIZED",
  },
  {
    promise: "of any other origin is refused by the browser",
    origin: "unlisted",
    signedIn: true,
    shown: "UNREACHABLE",
  },
] as const;

for (const asker of ["page", "worker"])
  for (const { promise, origin, signedIn, shown } of PROMISES)
    test(`a ${asker} ${promise}`, async ({ page, baseURL, clerkUrl, listedOrigin }) => {
      const token = signedIn ? await tokenOfAda(clerkUrl) : "no token";
      await using site = await siteThatAsks(listedOrigin, baseURL, token);
      await page.goto(`${site[origin]}/${asker}`);
      await expect(page.getByRole("status")).toHaveText(shown);
    });

/** Another site, whose page asks as soon as it is open, or has a worker ask. By its machine's number it is of another origin than by its name. */
async function siteThatAsks(listed: string, baseUrl: string | undefined, token: string) {
  const files = new Map([
    ["/client.js", await clientForBrowsers()],
    [
      "/answer.js",
      `import { PorticoClient } from "/client.js";
      const client = new PorticoClient({ baseUrl: "${baseUrl ?? ""}", accessToken: () => "${token}" });
      export const answer = await client.createBillingPortal().then(({ url }) => url, ({ code }) => code);`,
    ],
    ["/worker.js", `import { answer } from "/answer.js"; postMessage(answer);`],
    ["/page", pageThat(`import("/answer.js").then(({ answer }) => show(answer));`)],
    [
      "/worker",
      pageThat(
        `new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => show(data);`,
      ),
    ],
  ]);
  const server = createServer(({ url = "" }, answer) => {
    answer.setHeader("content-type", url.endsWith(".js") ? "text/javascript" : "text/html");
    answer.end(files.get(url));
  });
  const { port } = new URL(listed);
  await once(server.listen(Number(port), "127.0.0.1"), "listening");
  return {
    listed,
    unlisted: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function pageThat(does: string): string {
  return `<output></output><script type="module">
    const show = (answer) => (document.querySelector("output").textContent = answer);
    ${does}
  </script>`;
}

async function clientForBrowsers(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@portico/client"));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, lib: { entry, formats: ["es"], fileName: "client" } },
  });
  const [chunk] = [built].flat().flatMap((each) => ("output" in each ? each.output : []));
  if (chunk?.type !== "chunk") throw new Error("The client library could not be bundled.");
  return chunk.code;
}

async function tokenOfAda(clerkUrl: string): Promise<string> {
  const answer = await fetch(`${clerkUrl}/sandbox/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person: "ada", organization: "org_acme" }),
  });
  return /"token":"([^"]+)"/.exec(await answer.text())?.[1] ?? "";
}
