import { createServer } from "node:net";
import { expect, it } from "vitest";
import { checkPorts, freePorts } from "./ports.mjs";
import { readSettings } from "./settings.mjs";

it("names a taken port and the variable that moves it", async () => {
  for (const host of ["127.0.0.1", "::1"]) {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, host, resolve));
    const { port } = server.address();
    await expect(checkPorts({ WEB_PORT: port })).rejects.toThrow(
      `Port ${port} is taken. Stop what listens there, or set WEB_PORT to another port.`,
    );
    server.close();
  }
});

it("finds free ports, each another", async () => {
  const ports = await freePorts("PORT", "WEB_PORT");
  expect(ports.PORT).not.toBe(ports.WEB_PORT);
  await checkPorts(ports);
});

it("refuses a port that is none, and one given twice", () => {
  expect(() => readSettings({ PORT: "eighty" })).toThrow(`PORT is "eighty", which is no port.`);
  expect(() => readSettings({ PORT: "5173" })).toThrow("PORT and WEB_PORT are both 5173.");
});

it("lets the page's address follow its port unless it is set", () => {
  expect(readSettings({ WEB_PORT: "6000" }).appUrl).toBe("http://localhost:6000");
  expect(readSettings({ APP_URL: "http://localhost:7000" }).appUrl).toBe("http://localhost:7000");
});

it("needs no sandbox, and no sandbox ports, with real keys", () => {
  const { sandboxed, ports } = readSettings({
    CLERK_SECRET_KEY: "sk_test_1",
    STRIPE_SECRET_KEY: "sk_test_1",
  });
  expect(sandboxed).toBe(false);
  expect(ports).toEqual({ PORT: 8787, WEB_PORT: 5173 });
});

it("stays offline unless a key or a database lives elsewhere", () => {
  expect(readSettings({}).offline).toBe(true);
  expect(readSettings({ DATABASE_URL: "postgres://localhost/portico" }).offline).toBe(true);
  expect(readSettings({ DATABASE_URL: "postgres://db.example.com/portico" }).offline).toBe(false);
  expect(readSettings({ STRIPE_SECRET_KEY: "sk_test_1" }).offline).toBe(false);
});
