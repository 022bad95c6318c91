import { request as ask } from "node:http";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { expect, it } from "vitest";
import { freePort } from "@portico/sandbox/free-port";
import { listen } from "./node-server.ts";

function appThat(answer: (body: string) => Promise<string> | string) {
  const app = new Hono();
  app.post(
    "/",
    bodyLimit({ maxSize: 100, onError: () => new Response(null, { status: 413 }) }),
    async (c) => c.text(await answer(await c.req.text())),
  );
  return { fetch: async (request: Request) => app.fetch(request) };
}

/** A body whose length nobody says beforehand. */
function postInPieces(
  port: number,
  pieces: string[],
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const asking = ask({ port, host: "127.0.0.1", method: "POST", path: "/" }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }),
      );
    });
    asking.on("error", reject);
    for (const piece of pieces) asking.write(piece);
    asking.end();
  });
}

it("reads a body that comes in pieces, and stops one that does not end", async () => {
  const port = await freePort();
  const server = await listen(
    appThat((body) => body),
    port,
    "127.0.0.1",
  );
  expect(await postInPieces(port, ["one ", "two"])).toEqual({ status: 200, body: "one two" });
  expect(await postInPieces(port, ["a".repeat(60), "b".repeat(60)])).toMatchObject({ status: 413 });
  await server.close();
});

it("finishes what is in flight before it closes, and takes nothing new", async () => {
  const port = await freePort();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let answerNow = () => {};
  const mayAnswer = new Promise<void>((resolve) => (answerNow = resolve));
  const server = await listen(
    appThat(async () => {
      begin();
      await mayAnswer;
      return "finished";
    }),
    port,
    "127.0.0.1",
  );
  const inFlight = postInPieces(port, ["go"]);
  await begun;
  const closing = server.close();
  await expect(postInPieces(port, ["late"])).rejects.toThrow("ECONNREFUSED");
  answerNow();
  expect(await inFlight).toEqual({ status: 200, body: "finished" });
  await closing;
});

it("names a port that is taken, and the variable that moves it", async () => {
  const port = await freePort();
  const first = await listen(
    appThat(() => ""),
    port,
    "127.0.0.1",
  );
  await expect(
    listen(
      appThat(() => ""),
      port,
      "127.0.0.1",
    ),
  ).rejects.toThrow(`Port ${port} is taken. Choose another with PORT.`);
  await first.close();
});
