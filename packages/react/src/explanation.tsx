import { useState } from "react";
import { Notice } from "./notice.tsx";
import { refusedFor } from "./refusal.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import type { Intent } from "./use-intent.ts";
import type { Portal } from "./use-portal.ts";
import { words } from "./words.ts";

/** What just happened to the person: the newest thing only. */
export function Explanation({ portal, intent }: { portal: Portal; intent: Intent | null }) {
  const [closed, setClosed] = useState(false);
  if (portal.refusal) return <RefusalNotice refusal={portal.refusal} onClose={portal.dismiss} />;
  if (intent?.wish === "open-portal" && portal.opening)
    return (
      <Notice tone="calm" title={words.opening}>
        <p>{words.oneMoment}</p>
      </Notice>
    );
  if (intent?.wish === "explain" && !portal.opening && !closed)
    return <RefusalNotice refusal={refusedFor(intent.reason)} onClose={() => setClosed(true)} />;
  return null;
}
