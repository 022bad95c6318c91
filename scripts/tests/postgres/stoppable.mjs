// A PostgreSQL server for a test to stop and start. It says its address, then "done" after each order.
import { stopAll } from "../../processes.mjs";
import { ownPostgres } from "./open-postgres.mjs";

const { url, start, stop } = await ownPostgres(process.env);
const orders = { start, stop };

process.on("message", async (order) => {
  await orders[order]();
  process.send("done");
});
process.on("disconnect", async () => {
  await stopAll();
  process.exit(0);
});

await start();
process.send(url);
