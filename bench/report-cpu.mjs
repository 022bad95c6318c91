// Loaded before a server, so that each is asked the same way what it has used.
process.on("message", () => process.send?.(process.cpuUsage()));
