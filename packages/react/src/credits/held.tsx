import type { BillingView } from "../trpc.ts";
import { balanceInWords, expiryInWords, owedInWords } from "./credits-words.ts";

export function Held({ credits }: { credits: BillingView["credits"] }) {
  const owed = owedInWords(credits);
  return (
    <div>
      <p className="portico-balance">{balanceInWords(credits)}</p>
      {owed && <p className="portico-owed">{owed}</p>}
      {credits.expiring.map((lot) => (
        <p key={lot.at} className="portico-expiry">
          {expiryInWords(lot, credits)}
        </p>
      ))}
    </div>
  );
}
