import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `Process ${pid} has the database in ${folder} open. Stop it first, or choose another DATA_DIR.`,
    );
  }
}

/** The living process that has a folder, unless that is this one. */
export function folderOwner(folder: string): number | undefined {
  return livingOwner(join(folder, "owner.pid"));
}

/** Takes a folder for this process. A lock whose process is gone (killed) is taken over. */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, "owner.pid");
  const owner = livingOwner(lock);
  if (owner !== undefined) throw new FolderInUse(folder, owner);
  rmSync(lock, { force: true });
  takeLock(lock, folder);
  return () => rmSync(lock, { force: true });
}

function takeLock(lock: string, folder: string) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch (cause) {
    throw new Error(`Another process is opening the database in ${folder} right now. Try again.`, {
      cause,
    });
  }
}

function livingOwner(lock: string): number | undefined {
  const pid = Number(readOrEmpty(lock));
  return pid > 0 && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
