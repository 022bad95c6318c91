// The entry of every npm script. It runs before anything is installed, so it and what it imports use Node alone.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Portico needs Node 20.19 or newer, and this is ${process.version}.`);
  console.error(
    "Install a newer one (https://nodejs.org, or your version manager) and run the command again.",
  );
  process.exit(1);
}

const { conduct } = await import("./conduct.mjs");
await conduct(process.argv[2]);
