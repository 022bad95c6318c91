import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onLoopbackOnly } from "./environment.mjs";

let folder;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "portico-loopback-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const attempts = {
  "a fetch of an address": ["192.0.2.1", `await fetch("http://192.0.2.1/")`],
  "a fetch of a name": ["example.com", `await fetch("https://example.com/")`],
  "node:http": [
    "192.0.2.1",
    `const { get } = await import("node:http");
     await new Promise((_, reject) => get("http://192.0.2.1/").on("error", reject))`,
  ],
  "node:tls": [
    "192.0.2.1",
    `const { connect } = await import("node:tls");
     await new Promise((_, reject) => connect(443, "192.0.2.1").on("error", reject))`,
  ],
  "a socket": [
    "192.0.2.1",
    `const { Socket } = await import("node:net");
     await new Promise((_, reject) => new Socket().connect(80, "192.0.2.1").on("error", reject))`,
  ],
  "a name looked up": [
    "example.com",
    `const { lookup } = await import("node:dns/promises"); await lookup("example.com")`,
  ],
  "a name resolved": [
    "example.com",
    `const { resolve4 } = await import("node:dns");
     await new Promise((_, reject) => resolve4("example.com", reject))`,
  ],
  "a datagram": [
    "192.0.2.1",
    `const { createSocket } = await import("node:dgram");
     await new Promise((_, reject) => createSocket("udp4").send("x", 53, "192.0.2.1", reject))`,
  ],
};

describe("a program loaded with loopback-only", () => {
  it.each(Object.entries(attempts))(
    "is stopped and reported at %s",
    async (_name, [host, code]) => {
      const { output, report } = await run(
        `try { ${code} } catch (error) { console.log((error.cause ?? error).code) } process.exit()`,
      );
      expect(output.trim()).toBe("ENOTLOOPBACK");
      expect(report).toContain(`${host} was asked for, by `);
      expect(report).toContain("program.mjs:");
    },
  );

  it("reaches a server on this machine, by name and by address", async () => {
    const server = createServer((_request, response) => response.end("here"));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    const { output, report } = await run(`
      for (const host of ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]"])
        console.log(await (await fetch("http://" + host + ":${port}")).text());`);
    server.close();
    expect(output).toBe("here\nhere\nhere\n");
    expect(report).toBe("");
  });

  it("reaches a unix socket", async () => {
    const socket = join(folder, "socket");
    const { output, report } = await run(`
      import { connect, createServer } from "node:net";
      const server = createServer((client) => client.end("here"));
      await new Promise((resolve) => server.listen(${JSON.stringify(socket)}, resolve));
      for await (const text of connect(${JSON.stringify(socket)}).setEncoding("utf8")) console.log(text);
      server.close();`);
    expect(output).toBe("here\n");
    expect(report).toBe("");
  });
});

async function run(code) {
  const program = join(folder, "program.mjs");
  const file = join(folder, "report");
  writeFileSync(program, code);
  writeFileSync(file, "");
  const env = onLoopbackOnly({ PATH: process.env.PATH }, file);
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env,
    timeout: 20_000,
  });
  return { output: stdout, report: readFileSync(file, "utf8") };
}
