import { day, money } from "@portico/billing/words";
import type { ChangePreview } from "../trpc.ts";
import { planWords } from "./plan-words.ts";

/** What a change is charged, line by line, and when. */
export function Bill({ preview }: { preview: ChangePreview }) {
  const { currency, lines, dueNow, nextInvoice } = preview;
  return (
    <table className="portico-bill">
      <caption>{nextInvoice ? onNextInvoice(nextInvoice.at) : planWords.now}</caption>
      <tbody>
        {lines.map(({ description, amount }) => (
          <tr key={`${description} ${amount}`}>
            <th scope="row">{description}</th>
            <td>{money(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {nextInvoice && (
          <tr>
            <th scope="row">{planWords.next}</th>
            <td>{money(nextInvoice.due, currency)}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{planWords.dueNow}</th>
          <td>{money(dueNow, currency)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function onNextInvoice(at: string | null): string {
  return at === null ? planWords.next : `${planWords.next} (${day(at)})`;
}
