import type { Books } from "../books/books.ts";
import {
  createCustomer,
  customerFields,
  customerWish,
  updateCustomer,
} from "../customers/keep-customer.ts";
import { createPromotionCode, promotionCodeWish } from "../discounts/create-promotion-code.ts";
import { prorationBehavior } from "../endpoint/billing-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { flag, oneOf, text } from "../endpoint/params.ts";
import { paymentIntentEndpoints } from "../payments/payment-intents.ts";
import { missingParam } from "../problem.ts";
import { olderPhaseWish } from "../schedules/phase-params.ts";
import { scheduleEndpoints } from "../schedules/schedules.ts";
import { setupIntentEndpoints } from "../setups/setup-intents.ts";
import { previewInvoice } from "../subscriptions/bills/preview-invoice.ts";
import { createSubscription } from "../subscriptions/create-subscription.ts";
import { itemChanges } from "../subscriptions/items/with-items.ts";
import { creation } from "../subscriptions/plan-asked.ts";
import { changes, updateSubscription } from "../subscriptions/update-subscription.ts";
import { listIn, redeeming, wishIn } from "./older-discounts.ts";

const anchorInAWord = oneOf(["now", "unchanged"]).transform((type) => ({ type }));

/** What versions of the API before today's took, in today's words. Today's refuses it. */
export function olderEndpoints(books: Books): Endpoint[] {
  const { customers, subscriptions } = books;
  return [
    ...scheduleEndpoints(books, olderPhaseWish),
    ...[...paymentIntentEndpoints(books), ...setupIntentEndpoints(books)]
      .filter(({ method }) => method === "POST")
      .map((each) => renamed(each, "payment_method_types", "allowed_payment_method_types")),
    endpoint(
      "POST",
      "/v1/promotion_codes",
      {
        ...promotionCodeWish,
        promotion: promotionCodeWish.promotion.optional(),
        coupon: text.optional(),
      },
      ({ coupon, promotion, ...asked }, { cause }) => {
        if (!promotion && coupon === undefined) throw missingParam("coupon");
        const wished = { promotion: promotion ?? { coupon, type: "coupon" as const } };
        return createPromotionCode(books, { ...asked, ...wished }, cause);
      },
    ),
    endpoint("POST", "/v1/customers", { ...customerWish, ...redeeming }, (said, { cause }) => {
      const { coupon, promotion_code, ...asked } = said;
      const discount = wishIn({ coupon, promotion_code }) ?? undefined;
      return createCustomer(books, { ...asked, discount }, cause);
    }),
    endpoint(
      "POST",
      "/v1/customers/:id",
      { ...customerFields, ...redeeming },
      ({ coupon, promotion_code, ...asked }, { id, cause }) => {
        const discount = wishIn({ coupon, promotion_code });
        return updateCustomer(
          books,
          customers.get(id, { path: "id" }),
          { ...asked, discount },
          cause,
        );
      },
    ),
    endpoint(
      "POST",
      "/v1/subscriptions",
      { ...creation, ...redeeming, prorate: flag.optional() },
      ({ coupon, promotion_code, prorate, ...asked }, { cause }) => {
        const discounts = listIn({ coupon, promotion_code }) ?? asked.discounts;
        const proration_behavior = behaviorIn(prorate) ?? asked.proration_behavior;
        return createSubscription(books, { ...asked, discounts, proration_behavior }, cause);
      },
    ),
    endpoint(
      "POST",
      "/v1/subscriptions/:id",
      {
        ...changes,
        ...redeeming,
        billing_cycle_anchor: changes.billing_cycle_anchor.or(anchorInAWord),
        prorate: flag.optional(),
      },
      (said, { id, cause }) => {
        const { coupon, promotion_code, prorate, ...asked } = said;
        const today = {
          discounts: listIn({ coupon, promotion_code }) ?? asked.discounts,
          proration_behavior: behaviorIn(prorate) ?? asked.proration_behavior,
        };
        const before = subscriptions.get(id, { path: "id" });
        return updateSubscription(books, before, { ...asked, ...today }, cause);
      },
    ),
    endpoint(
      "GET",
      "/v1/invoices/upcoming",
      {
        ...redeeming,
        customer: text.optional(),
        subscription: text.optional(),
        subscription_cancel_at_period_end: flag.optional(),
        subscription_items: itemChanges.optional(),
        subscription_proration_behavior: prorationBehavior,
      },
      ({ coupon, promotion_code, customer, subscription, ...asked }) =>
        previewInvoice(books, {
          customer,
          subscription,
          discounts: listIn({ coupon, promotion_code }),
          subscription_details: {
            cancel_at_period_end: asked.subscription_cancel_at_period_end,
            items: asked.subscription_items,
            proration_behavior: asked.subscription_proration_behavior,
          },
        }),
    ),
  ];
}

/** Takes a parameter by its older name, too. */
function renamed(today: Endpoint, older: string, name: string): Endpoint {
  return {
    ...today,
    answer({ form, ...call }) {
      const { [older]: value, ...others } = form;
      return today.answer({
        ...call,
        form: value === undefined ? form : { ...others, [name]: value },
      });
    },
  };
}

function behaviorIn(prorate: boolean | undefined) {
  return prorate === undefined ? undefined : prorate ? "create_prorations" : "none";
}
