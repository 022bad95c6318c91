import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { OpenDatabase } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { listenEmbedded } from "./listen.ts";
import * as schema from "./schema.ts";

/** PGlite in a folder. It has one owner: a second process that opened it would lose writes. */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const client = await PGlite.create(join(folder, "pg")).catch((cause: unknown) => {
    unlock();
    throw new Error(
      `The database in ${folder} cannot be opened. Move the folder away to start anew.`,
      { cause },
    );
  });
  return {
    db: drizzle(client, { schema }),
    listen: (ears) => listenEmbedded(client, ears),
    async close() {
      await client.close();
      unlock();
    },
  };
}
