import type { Discount } from "../books/shapes.ts";
import type { SessionWish } from "./session-params.ts";

export interface OrderLine {
  id: string;
  price: string;
  quantity: number;
  adjustable: { minimum: number; maximum: number } | null;
  metadata: Record<string, string>;
  taxRates: string[];
}

/** What a session was asked to make, and what it has begun to make; the session itself does not show it. */
export interface Order {
  session: string;
  lines: OrderLine[];
  subscription: SessionWish["subscription_data"];
  payment: SessionWish["payment_intent_data"];
  setup: SessionWish["setup_intent_data"];
  /** What a customer who is known is changed by. */
  keeps: { name: boolean; address: boolean };
  /** As they would be; they are written down with what is paid. */
  discounts: Discount[];
  /** From the first attempt to pay on; a next one goes on with it. */
  begun: Begun | null;
}

export interface Begun {
  customer: string | null;
  subscription: string | null;
  /** Of a payment, or of a setup where nothing is to pay now. */
  intent: string | null;
}
