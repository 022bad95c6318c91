import { useEffect, useRef, useState } from "react";
import { apiKeyWords } from "./api-key-words.ts";

interface Props {
  secret: string;
  onDone: () => void;
}

export function ApiKeySecret({ secret, onDone }: Props) {
  const [label, setLabel] = useState<"copy" | "copied" | "copyByHand">("copy");
  const shown = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone; the key is what comes next.
  useEffect(() => shown.current?.select(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setLabel("copied");
    } catch {
      // Some browsers forbid it, and none allows it over plain HTTP.
      shown.current?.select();
      setLabel("copyByHand");
    }
  };
  return (
    <div className="portico-form" role="status">
      <strong>{apiKeyWords.shownOnce}</strong>
      <input
        ref={shown}
        aria-label={apiKeyWords.secret}
        className="portico-secret"
        readOnly
        value={secret}
      />
      <div className="portico-actions">
        <button type="button" className="portico-button" onClick={() => void copy()}>
          {apiKeyWords[label]}
        </button>
        <button type="button" className="portico-button" data-kind="quiet" onClick={onDone}>
          {apiKeyWords.done}
        </button>
      </div>
    </div>
  );
}
