import type { Context } from "hono";
import { plainPage } from "../stripe/pages/page.ts";

export function refused(c: Context) {
  const words = "The form says something the sandbox does not understand. Go back and try again.";
  return c.html(plainPage("This was refused", words), 400);
}

export function missing(c: Context) {
  return c.html(plainPage("There is no such page", "What it was about may be gone."), 404);
}
