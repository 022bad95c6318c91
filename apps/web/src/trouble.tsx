import type { ReactNode } from "react";

/** The whole page, when there is nothing else to show. */
export function Trouble({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="page">
      <div role="alert">
        <h1 className="display">{title}</h1>
        <p className="lead">{children}</p>
      </div>
      <button type="button" className="portico-button" onClick={() => window.location.reload()}>
        Load the page again
      </button>
    </main>
  );
}
