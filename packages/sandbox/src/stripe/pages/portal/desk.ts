import type { Context, Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { policy } from "../guards.ts";
import { type Html, plainPage } from "../page.ts";
import { type Visit, visitBy } from "./visit.ts";

/** A page, where to go from here, or nothing where there is no such page. */
type Answer = Html | Going | undefined;

export interface Going {
  to: string;
}

interface Asked {
  visit: Visit;
  /** The part of the address that names what the page is about. */
  id: string;
  /** What the address asks for besides. */
  query: URLSearchParams;
}

/** Where pages of the portal are handed in; only whoever has a good link comes this far. */
export interface Desk {
  books: Books;
  shows(path: string, answer: (asked: Asked) => Answer): void;
  takes(path: string, answer: (asked: Asked & { form: URLSearchParams }) => Answer): void;
}

export function openDesk(app: Hono, books: Books): Desk {
  return {
    books,
    shows(path, answer) {
      app.get(`/p/session/:token${path}`, (c) => received(c, answer));
    },
    takes(path, answer) {
      app.post(`/p/session/:token${path}`, async (c) => {
        const form = new URLSearchParams(await c.req.text());
        return received(c, (asked) => answer({ ...asked, form }), 422);
      });
    },
  };

  function received(c: Context, answer: (asked: Asked) => Answer, status: 200 | 422 = 200) {
    const token = c.req.param("token") ?? "";
    const visit = visitBy(books, token);
    if (!visit) return c.html(expired(books.portalLinks.get(token)?.return_url), 410);
    const wayOut = visit.link.flow?.after_completion.redirect;
    if (wayOut) c.header("content-security-policy", policy(wayOut.return_url));
    const query = new URL(c.req.url).searchParams;
    const answered = answer({ visit, id: c.req.param("id") ?? "", query });
    if (answered === undefined) return c.notFound();
    return "to" in answered ? c.redirect(answered.to, 303) : c.html(answered, status);
  }
}

function expired(returnUrl: string | null | undefined) {
  const words =
    "A billing link works for a short time only. Go back to where you came from and open billing again.";
  return plainPage("This link has expired", words, returnUrl);
}
