import { day, money } from "@portico/billing/words";
import type { ChangePreview } from "../trpc.ts";
import { planWords } from "./plan-words.ts";

/** What a change is charged, line by line, and when. */
export function Bill({ preview }: { preview: ChangePreview }) {
  const { currency, lines, dueNow, nextInvoice, total } = preview;
  return (
    <table className="portico-bill">
      <caption>{nextInvoice ? onNextInvoice(nextInvoice.at) : planWords.now}</caption>
      <tbody>
        {lines.map(({ description, amount }) => (
          <Sum
            key={`${description} ${amount}`}
            label={description}
            amount={money(amount, currency)}
          />
        ))}
      </tbody>
      <tfoot>
        {nextInvoice && (
          <Sum label={planWords.nextInvoice} amount={money(nextInvoice.due, currency)} />
        )}
        {total < 0 && <Sum label={planWords.left} amount={money(-total, currency)} />}
        <Sum label={planWords.dueNow} amount={money(dueNow, currency)} />
      </tfoot>
    </table>
  );
}

function Sum({ label, amount }: { label: string; amount: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{amount}</td>
    </tr>
  );
}

function onNextInvoice(at: string | null): string {
  return at === null ? planWords.next : `${planWords.next} (${day(at)})`;
}
