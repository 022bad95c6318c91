export { createSandbox, type Sandbox } from "./sandbox.ts";
export { startSandbox } from "./server.ts";
