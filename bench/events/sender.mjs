// Sends signed events as Stripe does, each until it is answered 2xx, in a process of its own.
import { createHmac } from "node:crypto";
import { Pool } from "undici";

const MOST_TRIES = 10;

process.on("message", async ({ origin, path, secret, bodies, connections }) => {
  const pool = new Pool(origin, { connections });
  const begun = performance.now();
  const rest = bodies.values();
  let refused = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const body of rest) refused += await sendUntilTaken(pool, path, body, secret);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  process.send({ seconds, refused });
});

async function sendUntilTaken(pool, path, body, secret) {
  for (let refused = 0; refused < MOST_TRIES; refused += 1) {
    const headers = { "content-type": "application/json", "stripe-signature": sign(body, secret) };
    const answer = await pool.request({ method: "POST", path, headers, body });
    await answer.body.dump();
    if (answer.statusCode < 300) return refused;
  }
  return MOST_TRIES;
}

function sign(body, secret) {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}
