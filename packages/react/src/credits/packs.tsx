import { useState } from "react";
import { RefusalNotice } from "../refusal-notice.tsx";
import { type PackOffer, trpc } from "../trpc.ts";
import { useLeave } from "../use-leave.ts";
import { creditWords, packInWords } from "./credits-words.ts";

/** Buying leads to Stripe's checkout. */
export function Packs({ packs, currency }: { packs: PackOffer[]; currency: string }) {
  const checkout = useLeave(trpc.billing.buyCredits.useMutation(), "credits");
  const [chosen, setChosen] = useState<string | null>(null);
  const buy = (pack: string) => {
    if (checkout.opening) return;
    setChosen(pack);
    checkout.open({ pack, returnUrl: window.location.href });
  };
  return (
    <>
      {checkout.refusal && <RefusalNotice refusal={checkout.refusal} onClose={checkout.dismiss} />}
      <ul className="portico-packs" aria-label={creditWords.packs}>
        {packs.map((offer) => {
          const { pack, name } = offer;
          const buying = checkout.opening && chosen === pack;
          return (
            <li key={pack}>
              <span>
                <strong>{name}</strong> {packInWords(offer, currency)}
              </span>
              <button
                type="button"
                className="portico-button"
                data-kind="quiet"
                aria-label={`${creditWords.buy} ${name}`}
                aria-disabled={buying}
                aria-busy={buying}
                onClick={() => buy(pack)}
              >
                {buying ? creditWords.buying : creditWords.buy}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
