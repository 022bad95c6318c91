import type Stripe from "stripe";
import { z } from "zod";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import {
  openCheckout,
  type OpenCheckoutNeeds,
  type OpenedCheckout,
} from "../checkout/open-checkout.ts";
import { payerFor } from "../checkout/payer.ts";
import { taxed, type Taxes } from "../checkout/taxed.ts";
import { waysBack } from "../checkout/ways-back.ts";
import type { EnsureCustomerNeeds } from "../customer/ensure-customer.ts";
import { lookupKeyOfPack } from "../plans/catalog.ts";
import { atPricesOfNow, type SoldNeeds } from "../plans/catalog-prices.ts";
import type { ReturnRule } from "../portal/return-url.ts";
import { Refused, wrongField } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

export interface BuyCreditsNeeds
  extends OpenCheckoutNeeds, EnsureCustomerNeeds, SoldNeeds, StandingNeeds, AuditNeeds {
  stripe: Pick<Stripe, "checkout" | "customers">;
  returnRule: ReturnRule;
  taxes: Taxes;
}

/** A pack of the catalog: what it costs and holds is ours to say. */
export const buyWish = z.strictObject({
  pack: z.string().regex(/^\P{Cc}{1,255}$/u),
  returnUrl: z.string(),
});

/** Where an organization pays for credits. They come with the invoice, once it is paid. */
export async function buyCredits(
  needs: BuyCreditsNeeds,
  caller: Caller,
  wish: z.infer<typeof buyWish>,
): Promise<OpenedCheckout> {
  return audited(needs, caller, "credits.buy", async () => ({
    subject: lookupKeyOfPack(wish.pack),
    result: await atPricesOfNow(needs, () => buy(needs, caller, wish)),
  }));
}

async function buy(
  needs: BuyCreditsNeeds,
  caller: Caller,
  { pack, returnUrl }: z.infer<typeof buyWish>,
): Promise<OpenedCheckout> {
  await requireRight(needs, caller, "billing:write");
  const back = waysBack(needs.returnRule, returnUrl);
  const price = await priceOfPack(needs, pack);

  return openCheckout(needs, caller, "credits", async () => ({
    ...back,
    mode: "payment",
    customer: await payerFor(needs, caller),
    line_items: [{ price, quantity: 1 }],
    invoice_creation: { enabled: true },
    allow_promotion_codes: true,
    ...taxed(needs.taxes),
  }));
}

async function priceOfPack({ sold }: SoldNeeds, pack: string): Promise<string> {
  if (!Object.hasOwn(sold.catalog.packs, pack))
    throw wrongField(
      "pack",
      "There is no pack of credits of that name. Choose one that is on sale.",
    );
  const price = await askStripe(() => sold.priceOf(lookupKeyOfPack(pack)));
  if (price === undefined) throw new Refused("PLANS_NOT_SET_UP");
  return price;
}
