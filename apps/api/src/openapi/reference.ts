import { docsPage } from "./docs-page.ts";
import { openApiDocument } from "./document.ts";
import { llmsTxt } from "./llms-txt.ts";
import type { Operations } from "./operation.ts";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** The reference, for programs, people and language models. */
export function referenceOf(appUrl: string, operations: Operations) {
  return {
    openApi: page("application/json", () => JSON.stringify(openApiDocument(appUrl, operations))),
    docs: page("text/html; charset=utf-8", () => docsPage(operations)),
    llms: page("text/plain; charset=utf-8", () => llmsTxt(appUrl, operations)),
  };
}

/** Written when somebody first asks for it: that takes a tenth of a second. */
function page(type: string, write: () => string | Promise<string>) {
  let content: string | Promise<string> | undefined;
  const headers = {
    "content-type": type,
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
  };
  return async () => new Response(await (content ??= write()), { headers });
}
