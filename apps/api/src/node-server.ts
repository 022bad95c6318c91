import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.ts";
import type { LetterBox } from "./letter-box.ts";

export interface Listening {
  /** Takes nothing new, and resolves when what is in flight is answered, or after ten seconds. */
  close(): Promise<void>;
}

const LAST_WORDS_MS = 10_000;
const SWEEP_EVERY_MS = 50;

export async function listen(app: App, port: number, host: string): Promise<Listening> {
  const answer = getRequestListener((request, { incoming }) =>
    app.fetch(request, incoming.socket.remoteAddress),
  );
  const server = createServer((incoming, outgoing) => {
    const letterBox = app.letterBoxes?.find((each) => isFor(each, incoming));
    void (letterBox ? post(letterBox, incoming, outgoing) : answer(incoming, outgoing));
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.requestTimeout = 30_000;
  await opened(server, port, host);
  return { close: () => closed(server, sockets) };
}

/** What does not say its length, or is too long, goes the way of all requests, which can deal with that. */
function isFor({ path, largestBody }: LetterBox, { method, url, headers }: IncomingMessage) {
  return method === "POST" && url === path && Number(headers["content-length"]) <= largestBody;
}

async function post(letterBox: LetterBox, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { status, says, headers } = await letterBox.post({
    header: (name) => incoming.headers[name]?.toString() ?? null,
    open: () => bytesOf(incoming),
  });
  const body = JSON.stringify(says);
  const about = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...about, ...headers }).end(body);
}

function bytesOf(incoming: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    incoming.on("data", (piece: Buffer) => pieces.push(piece));
    incoming.on("end", () => resolve(Buffer.concat(pieces)));
    incoming.on("error", () => resolve(null));
  });
}

function opened(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      reject(
        taken ? new Error(`Port ${port} is taken. Choose another with PORT.`, { cause }) : cause,
      );
    });
    server.listen(port, host, resolve);
  });
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
    // Browsers open some ahead of need, and Node does not call idle what never asked.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    // A connection whose last answer is out would otherwise be kept alive for seconds.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
    server.close(() => {
      clearTimeout(giveUp);
      clearInterval(sweep);
      resolve();
    });
  });
}
