import { expect, it } from "vitest";
import { checkPorts, freePorts } from "./house/ports.mjs";
import { ask, stop } from "./processes.mjs";
import { firstDeath, startServer, untilReady } from "./servers.mjs";

const node = (code, onLine = () => {}) =>
  startServer("API", process.execPath, ["-e", code], { onLine });

it("waits until a server is ready, hears its lines, and stops it", async () => {
  const lines = [];
  const server = node(`console.log("up"); setInterval(() => {}, 1000)`, (line) => lines.push(line));
  await untilReady(server, async () => lines.includes("up"));
  await stop(server);
  expect((await server.ended).reason).toBe("killed by SIGTERM");
});

it("says which server died before it was ready, how, and its last lines", async () => {
  const server = node(`console.log("no key"); process.exit(3)`);
  await expect(untilReady(server, async () => false)).rejects.toThrow(
    "The API stopped (exit code 3), so everything stops. Its last lines:\n  no key",
  );
});

it("says so when one of several dies later", async () => {
  const [one, other] = [node(`setInterval(() => {}, 1000)`), node(`process.exit(0)`)];
  expect(await firstDeath([one, other])).toBe(
    "The API stopped (exit code 0), so everything stops. It said nothing.",
  );
  await stop(one);
});

it("leaves no port behind of a program that the server had started", async () => {
  const { PORT } = await freePorts("PORT");
  const listener = `require("node:net").createServer().listen(${PORT}, "127.0.0.1", () => console.log("up"))`;
  const lines = [];
  const server = node(
    `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(listener)}], { stdio: "inherit" });`,
    (line) => lines.push(line),
  );
  await untilReady(server, async () => lines.includes("up"));
  await expect(checkPorts({ PORT })).rejects.toThrow("is taken");
  await stop(server);
  await checkPorts({ PORT });
});

it("ends a program that takes too long", async () => {
  const { code, reason } = await ask("sleep", "sleep", ["60"], { seconds: 0.1 });
  expect(code).toBe(1);
  expect(reason).toBe("no end after 0.1 s, so it was stopped");
});

it("says why a program that is not there did not start", async () => {
  const { code, reason } = await ask("nothing", "/no/such/program", []);
  expect(code).toBe(1);
  expect(reason).toContain("ENOENT");
});
