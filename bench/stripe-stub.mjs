// The least that answers as Stripe does, so that no figure of ours measures the sandbox.
import { createServer } from "node:http";

const session = JSON.stringify({
  id: "bps_bench",
  object: "billing_portal.session",
  created: 1_767_225_600,
  url: "https://billing.stripe.com/p/session/bench",
});
const account = JSON.stringify({ id: "acct_bench", object: "account" });

createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(request.url === "/v1/account" ? account : session);
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
