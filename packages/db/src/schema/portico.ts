import { pgSchema, timestamp } from "drizzle-orm/pg-core";

/** All our tables live in one schema and touch nothing else in a host's database. */
export const portico = pgSchema("portico");

export const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
