// Loaded before a program: stops and reports whatever it tries to reach outside this machine.
import { appendFileSync } from "node:fs";
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const self = fileURLToPath(import.meta.url);
const NAME = /^(localhost|.+\.localhost)$/i;

const here = new net.BlockList();
here.addSubnet("127.0.0.0", 8);
here.addAddress("::1", "ipv6");
// "Any address" is this machine's own when asked for.
here.addAddress("0.0.0.0");
here.addAddress("::", "ipv6");

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const host = hostOf(args);
  if (isHere(host)) return connect.apply(this, args);
  const refusal = refuse(host);
  process.nextTick(() => this.destroy(refusal));
  return this;
};

for (const name of Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name))) {
  dns[name] = refusingCallback(dns[name]);
  if (dns.promises[name]) dns.promises[name] = refusingPromise(dns.promises[name]);
}

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  const host = args.slice(1).find((part) => typeof part === "string");
  if (isHere(host)) return send.apply(this, args);
  const refusal = refuse(host);
  const callback = args.at(-1);
  process.nextTick(() =>
    typeof callback === "function" ? callback(refusal) : this.emit("error", refusal),
  );
};

syncBuiltinESMExports();

/** Takes what `connect` takes: options, (port, host), a path, or what `net.connect` made of them. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === "object" && first !== null) return first.path ? undefined : first.host;
  return typeof second === "string" ? second : undefined;
}

function isHere(host) {
  if (!host || NAME.test(host) || host === process.env.LOOPBACK_EXCEPT) return true;
  const family = net.isIP(host);
  return family !== 0 && here.check(host, `ipv${family}`);
}

function refusingCallback(ask) {
  return function (name, ...rest) {
    if (isHere(name)) return ask.call(this, name, ...rest);
    const refusal = refuse(name);
    process.nextTick(() => rest.at(-1)(refusal));
  };
}

function refusingPromise(ask) {
  return async function (name, ...rest) {
    if (isHere(name)) return ask.call(this, name, ...rest);
    throw refuse(name);
  };
}

function refuse(host) {
  const line = `${host} was asked for, by ${whoAsks()}`;
  console.error(`Stopped: ${line}`);
  if (process.env.LOOPBACK_REPORT) appendFileSync(process.env.LOOPBACK_REPORT, `${line}\n`);
  return Object.assign(new Error(`${host} is not on this machine, so it was not asked`), {
    code: "ENOTLOOPBACK",
  });
}

/** The first line of the stack that is ours, else the first that is neither Node's nor this file's. */
function whoAsks() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const lines = new Error().stack.split("\n").map((line) => line.trim());
  Error.stackTraceLimit = limit;
  const foreign = lines.filter(
    (line) => /^at .*[/\\]/.test(line) && !line.includes("node:") && !line.includes(self),
  );
  const ours = foreign.find((line) => line.includes(root) && !line.includes("node_modules"));
  return (ours ?? foreign[0] ?? process.argv[1] ?? "node")
    .replace(/^at /, "")
    .replace("file://", "")
    .replace(root, "");
}
