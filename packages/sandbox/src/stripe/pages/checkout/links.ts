import { Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { followLink } from "../../payment-links/follow-link.ts";
import { plainPage } from "../page.ts";

/** Addresses that anybody may follow to a page to pay on. */
export function links(books: Books): Hono {
  const app = new Hono();
  app.get("/pay/:id", (c) => {
    const link = books.paymentLinks.find(c.req.param("id"));
    if (!link) return c.notFound();
    const prefilled = {
      prefilled_email: c.req.query("prefilled_email") ?? null,
      client_reference_id: c.req.query("client_reference_id") ?? null,
    };
    const session = books.together(() => followLink(books, link, prefilled));
    if (session?.url) return c.redirect(session.url, 303);
    const words = link.wish.inactive_message ?? "Nothing can be bought here any more.";
    return c.html(plainPage("This link is no longer active", words), 410);
  });
  app.get("/pay/:id/thanks", (c) => {
    const link = books.paymentLinks.find(c.req.param("id"));
    if (!link) return c.notFound();
    const words = link.wish.after_completion?.hosted_confirmation?.custom_message;
    return c.html(plainPage("Thank you", words ?? "All is done. You can close this page."));
  });
  return app;
}
