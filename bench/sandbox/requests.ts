import { openSandbox } from "./in-process.ts";

const TIMES = 2_000;

type Asked = Parameters<ReturnType<typeof openSandbox>["ask"]>;

const REQUESTS: [name: string, ...asked: Asked][] = [
  ["read a customer", "GET", "/customers/cus_acme"],
  ["read a plan with its bill", "GET", "/subscriptions/sub_acme?expand[]=latest_invoice"],
  ["list a customer's bills", "GET", "/invoices?customer=cus_acme"],
  ["preview a bill", "POST", "/invoices/create_preview", { subscription: "sub_acme" }],
  ["change a customer", "POST", "/customers/cus_acme", { "metadata[seats]": "12" }],
  [
    "begin and pay a plan",
    "POST",
    "/subscriptions",
    { customer: "cus_acme", "items[0][price]": "price_team" },
  ],
  ["open the portal", "POST", "/billing_portal/sessions", { customer: "cus_acme" }],
];

/** What a request costs a test that has the sandbox in its own process. */
export async function benchRequests() {
  console.log(`\nSandbox in this process, ${TIMES} requests each\n`);
  console.log("| | median | one in a hundred is slower than |");
  console.log("|---|---:|---:|");
  for (const [name, ...asked] of REQUESTS) {
    const { median, late } = await timesOf(asked);
    console.log(`| ${name} | ${median.toFixed(2)} ms | ${late.toFixed(2)} ms |`);
  }
}

async function timesOf(asked: Asked) {
  const { ask } = openSandbox();
  const times: number[] = [];
  for (let count = 0; count < TIMES; count += 1) {
    const begun = performance.now();
    await ask(...asked);
    times.push(performance.now() - begun);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.floor(TIMES * part)] ?? Number.NaN;
  return { median: at(0.5), late: at(0.99) };
}
