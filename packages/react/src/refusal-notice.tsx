import { Notice } from "./notice.tsx";
import type { Refusal } from "./refusal.ts";
import { refusalInWords } from "./refusal-in-words.ts";

export function RefusalNotice({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const { title, advice } = refusalInWords(refusal);
  return (
    <Notice tone="trouble" title={title} onClose={onClose}>
      <p>{advice}</p>
    </Notice>
  );
}
