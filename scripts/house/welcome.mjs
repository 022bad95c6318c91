import { readDemoKeys } from "./demo-keys.mjs";

/** The table that a person reads when everything runs. */
export function welcome(settings) {
  const lines = [
    "",
    "Portico is running. Ctrl-C stops all of it.",
    "",
    row("Open this", `${settings.appUrl}/billing`),
    row("The API", settings.apiUrl),
  ];
  if (settings.sandboxed) {
    lines.push(
      row("Stripe", `${settings.stripeSandboxUrl} (sandbox)`),
      row("Clerk", `${settings.clerkSandboxUrl} (sandbox)`),
    );
  }
  lines.push(row("Data", whereDataLives(settings)));
  if (settings.sandboxed) {
    lines.push("", "Who you can be (pick one on the sign-in page)", ...people);
    lines.push("", `API keys (kept in ${settings.dataDir}/demo.json)`, ...apiKeys(settings));
  }
  return `${lines.join("\n")}\n`;
}

const people = [
  row("Ada", "admin of Acme (paid plan, card 4242, invoices) and of Umbrella (another plan)"),
  row("Grace", "admin of Globex, which never subscribed"),
  row("Linus", "admin of Initech, whose card was declined: past due"),
  row("Bob", "member of Acme: may look, not touch"),
];

const KEYS = {
  acmeWrite: "Acme, billing:write",
  acmeRead: "Acme, billing:read",
  globexWrite: "Globex, billing:write",
};

function apiKeys(settings) {
  return Object.entries(readDemoKeys(settings)).map(
    ([name, key]) => `  ${KEYS[name].padEnd(22)} ${key}`,
  );
}

function row(name, text) {
  return `  ${name.padEnd(10)} ${text}`;
}

function whereDataLives({ sandboxed, databaseUrl, dataDir }) {
  if (!databaseUrl) return `${dataDir} (remove it to start afresh)`;
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}${sandboxed ? `, the sandbox in ${dataDir}` : ""}`;
}
