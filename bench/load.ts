import { Pool } from "undici";
import type { Server } from "./servers.ts";
import type { Way } from "./ways.ts";

export interface Figures {
  opens: number;
  seconds: number;
  cpuMicroseconds: number;
}

/** Opens the portal `opens` times over `connections` connections, with the next token each time. */
export async function load(
  server: Server,
  way: Way,
  nextToken: () => string,
  { opens, connections }: { opens: number; connections: number },
): Promise<Figures> {
  const pool = new Pool(server.origin, { connections });
  const cpuBefore = await server.cpu();
  const startedAt = performance.now();
  let left = opens;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) await openOnce(pool, way, nextToken());
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMicroseconds = (await server.cpu()) - cpuBefore;
  await pool.close();
  return { opens, seconds, cpuMicroseconds };
}

async function openOnce(pool: Pool, { method, path, body, status }: Way, token: string) {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  const answer = await pool.request({ method, path, headers, body: body ?? null });
  await answer.body.dump();
  if (answer.statusCode !== status)
    throw new Error(`${method} ${path} answered ${answer.statusCode}.`);
}
