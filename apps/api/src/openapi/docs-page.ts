import { html, raw } from "hono/html";
import type { z } from "zod";
import { type Answered, type Operation, type Operations, schemaJson } from "./operation.ts";

const TAGS: Record<Operation["tag"], string> = {
  Portal: "One portal, five ways to open it.",
  Billing: "What programs do by API key.",
  tRPC: "What the page asks, for TypeScript clients.",
  Webhooks: "Where Stripe and Clerk tell what changed.",
  House: "Whether it runs, and with what.",
};

type Html = ReturnType<typeof html>;

/** The reference as a page that needs nothing but itself. */
export function docsPage(operations: Operations): Html {
  const all = Object.entries(operations).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = Object.entries(TAGS).map(([tag, words]) => ({
    tag,
    words,
    asked: all.filter(({ operation }) => operation.tag === tag),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Portico: reference</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Portico</h1>
          <p>
            Stripe billing for organizations. The same as
            <a href="/openapi.json">openapi.json</a>, to read.
          </p>
          <nav aria-label="Sections">
            ${sections.map(({ tag }) => html`<a href="#${tag}">${tag}</a> `)}
          </nav>
        </header>
        <main>
          ${sections.map(
            ({ tag, words, asked }) =>
              html`<section id="${tag}" aria-labelledby="${tag}-title">
                <h2 id="${tag}-title">${tag}</h2>
                <p>${words}</p>
                ${asked.map(described)}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function described({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Operation;
}) {
  const { summary, description, security = [], body, query } = operation;
  return html`<article>
    <h3><code>${method.toUpperCase()} ${path}</code></h3>
    <p>${/[.?]$/.test(summary) ? summary : `${summary}.`}${description && ` ${description}`}</p>
    <p class="quiet">
      ${security.length === 0 ? "Open to everybody." : `Opened by: ${security.join(" or ")}.`}
    </p>
    ${body && schemaOf("Body", body, "input")}
    ${query && schemaOf(`Query: ${query.name}, as JSON`, query.schema, "input")}
    <table>
      <caption>
        Answers
      </caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">When</th>
          <th scope="col">Body</th>
        </tr>
      </thead>
      <tbody>
        ${alike(operation.answers).map(
          ({ statuses, answer }) =>
            html`<tr>
              <th scope="row">${statuses.join(", ")}</th>
              <td>${answer.description}</td>
              <td>${answer.body ? schemaOf("Schema", answer.body, "output") : "none"}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </article>`;
}

/** Statuses that say the same take one row. */
function alike(answers: Operation["answers"]) {
  const rows = new Map<Answered, string[]>();
  for (const [status, answer] of Object.entries(answers))
    rows.set(answer, [...(rows.get(answer) ?? []), status]);
  return [...rows].map(([answer, statuses]) => ({ answer, statuses }));
}

function schemaOf(title: string, schema: z.ZodType, io: "input" | "output") {
  return html`<details>
    <summary>${title}</summary>
    <pre tabindex="0">${JSON.stringify(schemaJson(schema, io), null, 2)}</pre>
  </details>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d24; --quiet: #59606e; --paper: #fff; --line: #d9dce3; --link: #3b46c4; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef3; --quiet: #a5acba; --paper: #14161b; --line: #363b47; --link: #a9b1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; color: var(--ink); background: var(--paper); font: 1rem/1.55 system-ui, sans-serif; }
h1 { margin: 0; } h2 { margin: 2.5rem 0 0; } h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
a { color: var(--link); } nav a { display: inline-block; padding: .3rem .8rem .3rem 0; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .6rem; }
.quiet { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th:first-child { width: 30%; }
pre { overflow: auto; max-height: 24rem; font-size: .85rem; }
@media (max-width: 40rem) { table { font-size: .8125rem; } th:first-child { width: 22%; } }
summary { cursor: pointer; min-height: 1.5rem; }
`;
