import { type MouseEvent, type ReactNode, useSyncExternalStore } from "react";

export function usePath(): string {
  return useSyncExternalStore(listen, () => window.location.pathname);
}

export function go(to: string) {
  window.history.pushState(null, "", to);
  arrive();
}

export function goInstead(to: string) {
  window.history.replaceState(null, "", to);
  arrive();
}

export function Link({
  to,
  className,
  children,
}: {
  to: string;
  className?: string;
  children: ReactNode;
}) {
  const follow = (event: MouseEvent) => {
    // With a key held, the person wants what the browser does.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  const here = usePath() === to;
  return (
    <a href={to} className={className} aria-current={here ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}

function arrive() {
  window.dispatchEvent(new PopStateEvent("popstate"));
  window.scrollTo(0, 0);
}

function listen(changed: () => void) {
  window.addEventListener("popstate", changed);
  return () => window.removeEventListener("popstate", changed);
}
