import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { DroppedConnection } from "./faults/dropped-connection.ts";

type Answering = (request: Request) => Promise<Response>;

export interface Door {
  port: number;
  /** From now on this answers. */
  open(answer: Answering): void;
  close(): Promise<void>;
}

const STARTING: Answering = async () => new Response("The sandbox is starting.\n", { status: 503 });

/** Takes a port of this machine, or with 0 any, on both of its loopback addresses: browsers and Node choose differently. */
export async function takePort(wanted: number): Promise<Door> {
  let answering = STARTING;
  const listener = getRequestListener(async (request, { incoming }) => {
    try {
      return await answering(request);
    } catch (error) {
      if (!(error instanceof DroppedConnection)) throw error;
      incoming.socket.destroy();
      return new Response(null, { status: 503 });
    }
  });
  const listenAt = async (host: string, port: number): Promise<Server> => {
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    await opened(server, port, host);
    return server;
  };
  const first = await listenAt("127.0.0.1", wanted);
  const servers = [first];
  const port = portOf(first);
  try {
    servers.push(await listenAt("::1", port));
  } catch (error) {
    // Some machines have no IPv6.
    if (!isErrno(error) || !["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code ?? "")) {
      await Promise.all(servers.map(closed));
      throw error;
    }
  }
  return {
    port,
    open(answer) {
      answering = answer;
    },
    async close() {
      await Promise.all(servers.map(closed));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

function opened(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
