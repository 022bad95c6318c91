// The sandbox as people start it, on the port the benchmark chose.
process.env.STRIPE_SANDBOX_PORT = process.env.PORT;
delete process.env.PORT;
process.argv.push("sandbox");
await import("../../apps/cli/dist/main.js");
// It ends when it is stopped, though its parent still listens.
process.channel?.unref();
