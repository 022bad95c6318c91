import { pathToFileURL } from "node:url";
import { delimiter, join } from "node:path";
import { root } from "./root.mjs";

/** What keeps the tools from telling anybody that they ran, or asking whether there is a newer one. */
const SILENCE = {
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  NO_UPDATE_NOTIFIER: "1",
  NPM_CONFIG_UPDATE_NOTIFIER: "false",
  NPM_CONFIG_FUND: "false",
  NPM_CONFIG_AUDIT: "false",
};

const tools = join(root, "node_modules/.bin");

// turbo looks for pnpm on the PATH, where npm would have put it.
Object.assign(process.env, SILENCE, { PATH: `${tools}${delimiter}${process.env.PATH}` });

/** What tests run in: nobody's settings reach them. */
export function withoutSettings(env) {
  const settings =
    /^(PORT|WEB_PORT|APP_URL|WEB_DIST|DATA_DIR|DATABASE_URL|(STRIPE|CLERK)_.+|PLANS_FILE|PORTAL_FILE|RETURN_ORIGINS|AUTHORIZED_PARTIES|TRUSTED_PROXIES|ROLE|LOG_LEVEL|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name)));
}

/** The environment of a process that must not talk to another machine, with the file its attempts are written to. */
export function onLoopbackOnly(env, report) {
  const stopped = preload(env, "loopback-only.mjs");
  return report ? { ...stopped, LOOPBACK_REPORT: report } : stopped;
}

/** The environment of a process whose Stripe answers are judged, with the file the verdicts are written to. */
export function judgingStripe(env, report) {
  return { ...preload(env, "stripe-types/in-programs.mjs"), STRIPE_ANSWERS_REPORT: report };
}

/** The environment of a process that stops when we are killed. */
export function stoppedWithUs(env) {
  return { ...preload(env, "stop-with-parent.mjs"), PORTICO_CHILD: "1" };
}

function preload(env, file) {
  const option = `--import=${pathToFileURL(join(root, "scripts", file)).href}`;
  return { ...env, NODE_OPTIONS: [env.NODE_OPTIONS, option].filter(Boolean).join(" ") };
}
