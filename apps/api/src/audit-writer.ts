import type { AuditRow } from "@portico/db";

export interface AuditWriterNeeds {
  write(rows: AuditRow[]): Promise<void>;
  onError(error: unknown, rows: AuditRow[]): void;
  /** How long entries wait for others. */
  pauseMs: number;
}

export interface AuditWriter {
  /** Nobody waits for it. */
  note(row: AuditRow): void;
  /** Writes what still waits. */
  finish(): Promise<void>;
}

/** Entries of one moment share a statement, which would cost more than all the rest of an open. */
export function createAuditWriter({ write, onError, pauseMs }: AuditWriterNeeds): AuditWriter {
  let waiting: AuditRow[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  return {
    note(row) {
      waiting.push(row);
      timer ??= setTimeout(flush, pauseMs);
    },
    async finish() {
      flush();
      await writing;
    },
  };

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    const rows = waiting;
    waiting = [];
    if (rows.length === 0) return;
    writing = writing.then(() => write(rows)).catch((error: unknown) => onError(error, rows));
  }
}
