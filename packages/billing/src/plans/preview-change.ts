import type Stripe from "stripe";
import { z } from "zod";
import { refusalsAudited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { toldInvoice } from "../from-stripe/invoice.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import { changedMeanwhile } from "./ask-to-change.ts";
import { atPricesOfNow } from "./catalog-prices.ts";
import { judgeChange, type JudgeChangeNeeds } from "./judge-change.ts";
import type { ChangeWish } from "./wish.ts";

export interface PreviewChangeNeeds extends JudgeChangeNeeds, AuditNeeds {
  stripe: Pick<Stripe, "invoices">;
}

/** What a change would cost at this moment, and what the next invoice would say. */
export async function previewChange(needs: PreviewChangeNeeds, caller: Caller, wish: ChangeWish) {
  return refusalsAudited(needs, caller, "plan.preview", () =>
    atPricesOfNow(needs, () => preview(needs, caller, wish)),
  );
}

async function preview(needs: PreviewChangeNeeds, caller: Caller, wish: ChangeWish) {
  const { own, choice, terms } = await judgeChange(needs, caller, wish);
  const { customer, subscription } = own;
  const answer = await askStripe(
    () =>
      needs.stripe.invoices.createPreview({
        customer,
        subscription: subscription.id,
        subscription_details: terms,
      }),
    changedMeanwhile(),
  );
  const { due, total, currency, lines } = readInvoice(answer);
  const now = terms.proration_behavior === "always_invoice";
  return {
    currency,
    dueNow: now ? due : 0,
    nextInvoice: now ? null : { at: own.item.currentPeriodEnd, due },
    /** Of the lines. What is below nothing stays to the customer's credit. */
    total,
    lines: lines.map(({ description, amount, proration }) => ({
      description: description ?? choice.plan.name,
      amount,
      proration,
    })),
    seats: choice.quantity,
  };
}

function readInvoice(answer: unknown) {
  const told = toldInvoice.safeParse(answer);
  const due = z.object({ amount_due: z.number() }).safeParse(answer);
  if (told.data?.says.kind === "invoice" && due.success)
    return { ...told.data.says, due: due.data.amount_due };
  throw new Refused("STRIPE_UNAVAILABLE", { cause: told.error ?? due.error });
}
