import type { BillingView } from "./trpc.ts";
import { mayNotInWords } from "./words.ts";

export function MayNotManage({ view }: { view: BillingView }) {
  const { title, advice } = mayNotInWords(view);
  return (
    <div className="portico-may-not">
      <p>
        <strong>{title}</strong> {advice}
      </p>
      <ul>
        {view.askToManage.map(({ name, email }) => (
          <li key={`${name} ${email}`}>
            {name}
            {email && (
              <>
                {", "}
                <a href={`mailto:${email}`}>{email}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
