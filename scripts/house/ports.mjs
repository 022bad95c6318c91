import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { Problem } from "../problem.mjs";

/** Refuses to start where somebody else already listens, and names the variable that moves us. */
export async function checkPorts(ports) {
  const problems = [];
  for (const [variable, port] of Object.entries(ports)) {
    const failure = await listenFailure(port);
    if (failure === "EADDRINUSE")
      problems.push(
        `Port ${port} is taken. Stop what listens there, or set ${variable} to another port.`,
      );
    else if (failure)
      problems.push(`Port ${port} cannot be used (${failure}). Set ${variable} to another port.`);
  }
  if (problems.length) throw new Problem(problems.join("\n"));
}

/** As many different free ports on loopback as there are names. */
export async function freePorts(...names) {
  const ports = new Set();
  while (ports.size < names.length) {
    // Below those that systems give to whoever asks for any, and so could give away before the server we start has it.
    const port = randomInt(20_000, 32_000);
    if (!(await listenFailure(port))) ports.add(port);
  }
  return Object.fromEntries([...ports].map((port, index) => [names[index], port]));
}

async function listenFailure(port) {
  for (const host of ["127.0.0.1", "::1"]) {
    try {
      await close(await listen(port, host));
    } catch (error) {
      // A machine without IPv6 has nobody on it either.
      if (host === "127.0.0.1" || error.code === "EADDRINUSE") return error.code;
    }
  }
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

function close(server) {
  return new Promise((resolve) => server.close(resolve));
}
