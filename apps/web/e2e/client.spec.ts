import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { build } from "vite";
import { test } from "./addresses.ts";

test("a page of a listed origin opens the portal with the client library", async ({
  page,
  baseURL,
  clerkUrl,
  listedOrigin,
}) => {
  await using site = await siteThatAsks(listedOrigin, baseURL, await tokenOfAda(clerkUrl));
  await page.goto(site.listed);
  await expect(page.getByRole("status")).toHaveText(/^http:\/\/localhost:\d+\/p\/session\//);
});

test("a page of a listed origin is told why it is refused", async ({
  page,
  baseURL,
  listedOrigin,
}) => {
  await using site = await siteThatAsks(listedOrigin, baseURL, "no token");
  await page.goto(site.listed);
  await expect(page.getByRole("status")).toHaveText("UNAUTHORIZED");
});

test("a page of any other origin is refused by the browser", async ({
  page,
  baseURL,
  clerkUrl,
  listedOrigin,
}) => {
  await using site = await siteThatAsks(listedOrigin, baseURL, await tokenOfAda(clerkUrl));
  await page.goto(site.unlisted);
  await expect(page.getByRole("status")).toHaveText("UNREACHABLE");
});

/** Another site, whose page asks as soon as it is open. By its machine's number it is of another origin than by its name. */
async function siteThatAsks(listed: string, baseUrl: string | undefined, token: string) {
  const script = await clientForBrowsers();
  const page = `<output></output><script type="module">
    import { PorticoClient } from "/client.js";
    const client = new PorticoClient({ baseUrl: "${baseUrl ?? ""}", accessToken: () => "${token}" });
    document.querySelector("output").textContent = await client.createBillingPortal()
      .then(({ url }) => url, ({ code }) => code);
  </script>`;
  const server = createServer(({ url }, answer) => {
    const [type, body] = url === "/client.js" ? ["text/javascript", script] : ["text/html", page];
    answer.setHeader("content-type", type).end(body);
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
