import { account, API_VERSION } from "../account.ts";
import type { Books } from "../books/books.ts";
import { chargeEndpoints } from "../charges/charges.ts";
import { paymentPageEndpoints } from "../checkout/payment-pages.ts";
import { checkoutEndpoints } from "../checkout/sessions.ts";
import { creditNoteEndpoints } from "../credit-notes/credit-notes.ts";
import { balanceTransactionEndpoints } from "../customers/balance-transactions.ts";
import { customerEndpoints } from "../customers/customers.ts";
import { couponEndpoints } from "../discounts/coupons.ts";
import { promotionCodeEndpoints } from "../discounts/promotion-codes.ts";
import { disputeEndpoints } from "../disputes/disputes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { invoiceItemEndpoints } from "../invoices/invoice-items.ts";
import { invoiceEndpoints } from "../invoices/invoices.ts";
import { invoicePaymentEndpoints } from "../invoices/payment-list.ts";
import { invoiceVerbs } from "../invoices/verbs.ts";
import { paymentLinkEndpoints } from "../payment-links/payment-links.ts";
import { customerSourceEndpoints } from "../payment-methods/customer-sources.ts";
import { mandateEndpoints } from "../payment-methods/mandates.ts";
import { paymentMethodEndpoints } from "../payment-methods/payment-methods.ts";
import { balanceEndpoints } from "../payments/balance.ts";
import { paymentIntentEndpoints } from "../payments/payment-intents.ts";
import { configurationEndpoints } from "../portal/configurations.ts";
import { portalSessionEndpoints } from "../portal/sessions.ts";
import { StripeProblem } from "../problem.ts";
import { planEndpoints } from "../products/plans.ts";
import { priceEndpoints } from "../products/prices.ts";
import { productEndpoints } from "../products/products.ts";
import { quoteEndpoints } from "../quotes/quotes.ts";
import { refundEndpoints } from "../refunds/refunds.ts";
import { scheduleEndpoints } from "../schedules/schedules.ts";
import { searchEndpoints } from "../search/search.ts";
import { setupAttemptEndpoints } from "../setups/setup-attempts.ts";
import { setupIntentEndpoints } from "../setups/setup-intents.ts";
import { subscriptionItemEndpoints } from "../subscriptions/items/subscription-items.ts";
import { subscriptionEndpoints } from "../subscriptions/subscriptions.ts";
import { taxRateEndpoints } from "../taxes/tax-rates.ts";
import { testClockEndpoints } from "../time/test-clocks.ts";
import { eventEndpoints } from "../webhooks/events.ts";
import { webhookEndpointEndpoints } from "../webhooks/webhook-endpoints.ts";
import { olderEndpoints } from "./older.ts";

interface Addressed {
  endpoint: Endpoint;
  ids: string[];
}

/** Every address of Stripe's API that the sandbox answers. */
export function openAddresses(books: Books, publicUrl: string, openedAt: number) {
  const today = withPatterns([
    ...searchEndpoints(books),
    endpoint("GET", "/v1/account", {}, () => account(openedAt)),
    ...customerEndpoints(books),
    ...customerSourceEndpoints(books),
    ...balanceEndpoints(books),
    ...balanceTransactionEndpoints(books),
    ...productEndpoints(books),
    ...priceEndpoints(books),
    ...planEndpoints(books),
    ...taxRateEndpoints(books),
    ...creditNoteEndpoints(books),
    ...couponEndpoints(books),
    ...promotionCodeEndpoints(books),
    ...paymentMethodEndpoints(books),
    ...subscriptionEndpoints(books),
    ...subscriptionItemEndpoints(books),
    ...scheduleEndpoints(books),
    ...quoteEndpoints(books),
    ...invoiceEndpoints(books),
    ...invoiceVerbs(books),
    ...invoicePaymentEndpoints(books),
    ...invoiceItemEndpoints(books),
    ...paymentIntentEndpoints(books),
    ...setupIntentEndpoints(books),
    ...setupAttemptEndpoints(books),
    ...chargeEndpoints(books),
    ...mandateEndpoints(books),
    ...refundEndpoints(books),
    ...disputeEndpoints(books),
    ...checkoutEndpoints(books),
    ...paymentPageEndpoints(books),
    ...paymentLinkEndpoints(books),
    ...configurationEndpoints(books),
    ...portalSessionEndpoints(books, publicUrl),
    ...eventEndpoints(books),
    ...testClockEndpoints(books),
    ...webhookEndpointEndpoints(books),
  ]);
  const before = [...withPatterns(olderEndpoints(books)), ...today];

  return (method: string, path: string, version: string | null): Addressed => {
    for (const { endpoint: each, pattern } of version === API_VERSION ? today : before) {
      const match = each.method === method ? pattern.exec(path) : null;
      if (match) return { endpoint: each, ids: match.slice(1).map(decoded) };
    }
    throw unrecognized(method, path);
  };
}

function withPatterns(endpoints: Endpoint[]) {
  return endpoints.map((each) => ({
    endpoint: each,
    pattern: new RegExp(`^${each.path.replaceAll(/:\w+/g, "([^/]+)")}$`),
  }));
}

/** What is not well encoded stands for itself, and is nobody's id. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function unrecognized(method: string, path: string): StripeProblem {
  return new StripeProblem(404, {
    type: "invalid_request_error",
    message:
      `Unrecognized request URL (${method}: ${path}). If you are trying to list objects, remove the trailing slash. ` +
      "If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. " +
      "Please see https://stripe.com/docs or we can help at https://support.stripe.com/.",
  });
}
