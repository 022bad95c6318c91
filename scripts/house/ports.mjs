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
  const servers = await Promise.all(names.map(() => listen(0, "127.0.0.1")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map(close));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]]));
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
