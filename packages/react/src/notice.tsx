import type { ReactNode } from "react";
import { words } from "./words.ts";

interface Props {
  tone: "calm" | "trouble";
  title: string;
  children?: ReactNode;
  onClose?: () => void;
}

export function Notice({ tone, title, children, onClose }: Props) {
  return (
    <div className="portico-notice" data-tone={tone} role={tone === "trouble" ? "alert" : "status"}>
      <div>
        <strong>{title}</strong>
        {children}
      </div>
      {onClose && (
        <button type="button" className="portico-close" aria-label={words.close} onClick={onClose}>
          ×
        </button>
      )}
    </div>
  );
}
