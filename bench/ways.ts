import { APP_URL } from "./tokens.ts";

/** One way of opening the portal. */
export interface Way {
  name: string;
  method: "GET" | "POST";
  path: string;
  body?: string;
  status: number;
  /** With a key where it takes no token. */
  byApiKey?: true;
}

export const FLOOR: Way = { name: "floor", method: "GET", path: "/", status: 302 };

const returnUrl = `${APP_URL}/billing`;

export const SURFACES: Way[] = [
  {
    name: "redirect",
    method: "GET",
    path: "/api/v1/operations/payment/customer-portal",
    status: 302,
  },
  {
    name: "mutation",
    method: "POST",
    path: "/trpc/billing.createPortal",
    body: JSON.stringify({ returnUrl }),
    status: 200,
  },
  {
    name: "/api/billing-portal",
    method: "POST",
    path: "/api/billing-portal",
    body: JSON.stringify({ return_url: returnUrl }),
    status: 200,
  },
  { name: "/subscriptions/portal", method: "POST", path: "/subscriptions/portal", status: 200 },
  {
    name: "/v1/billing/portal",
    method: "POST",
    path: "/v1/billing/portal",
    body: JSON.stringify({ return_url: returnUrl }),
    status: 200,
    byApiKey: true,
  },
];
