// As little as the job can cost: node:http, the token verified with node:crypto, one query, one raw upstream call.
import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { Pool } from "undici";

const key = createPublicKey(process.env.CLERK_JWT_KEY);
const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const stripe = new Pool(process.env.STRIPE_API_URL, { connections: 64 });
const secret = process.env.STRIPE_SECRET_KEY;

createServer(async (request, response) => {
  const { authorization } = request.headers;
  if (!authorization) return response.writeHead(401).end();
  const [head, body, signature] = authorization.slice("Bearer ".length).split(".");
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url")))
    return response.writeHead(401).end();
  const { o } = JSON.parse(Buffer.from(body, "base64url").toString());
  const found = await database.query(
    "select id from portico.customers where organization_id = $1",
    [o.id],
  );
  const answer = await stripe.request({
    path: "/v1/billing_portal/sessions",
    method: "POST",
    headers: {
      authorization: `Bearer ${secret}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: `customer=${found.rows[0].id}&return_url=${encodeURIComponent("https://app.example.com/")}`,
  });
  const { url } = await answer.body.json();
  response.writeHead(302, { location: url, "cache-control": "no-store" }).end();
}).listen(Number(process.env.PORT), "127.0.0.1");
