import { useEffect, useRef, useState } from "react";
import { apiKeyWords } from "./api-key-words.ts";

interface Props {
  secret: string;
  onDone: () => void;
}

export function ApiKeySecret({ secret, onDone }: Props) {
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone; the key is what comes next.
  useEffect(() => shown.current?.select(), []);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => setCopied(true));
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
        <button type="button" className="portico-button" onClick={copy}>
          {copied ? apiKeyWords.copied : apiKeyWords.copy}
        </button>
        <button type="button" className="portico-button" data-kind="quiet" onClick={onDone}>
          {apiKeyWords.done}
        </button>
      </div>
    </div>
  );
}
