// The least that answers as Stripe does, so that no figure of ours measures the sandbox.
import { createServer } from "node:http";

const session = JSON.stringify({
  id: "bps_bench",
  object: "billing_portal.session",
  created: 1_767_225_600,
  url: "https://billing.stripe.com/p/session/bench",
});
const account = JSON.stringify({ id: "acct_bench", object: "account" });
const feature = { enabled: true };
const configurations = JSON.stringify({
  object: "list",
  has_more: false,
  data: [configurationNamed("full"), configurationNamed("payments")],
});

createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(answerTo(request));
  });
}).listen(Number(process.env.PORT), "127.0.0.1");

function configurationNamed(name) {
  return {
    id: `bpc_${name}`,
    active: true,
    is_default: false,
    metadata: { portico_portal: name },
    features: {
      customer_update: feature,
      payment_method_update: feature,
      subscription_cancel: feature,
      subscription_pause: feature,
      subscription_update: { enabled: false },
    },
  };
}

function answerTo({ url }) {
  if (url === "/v1/account") return account;
  return url.startsWith("/v1/billing_portal/configurations") ? configurations : session;
}
